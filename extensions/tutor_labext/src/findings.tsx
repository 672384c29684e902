/** What the gate found: each with its place, which a click leads to, and what to do. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { CheckReport, Finding } from './author_contract';
import { Card, Mark } from './parts';
import { Waive, Waived } from './waiving';
import type { Bench } from './workshop_panel';

export function Findings(
  props: Bench & { report: CheckReport; stale: boolean }
): JSX.Element {
  const { workshop, trans, report, stale } = props;
  const { published } = report;
  return (
    <Card
      title={verdict(report, trans)}
      tone={report.errors ? 'bad' : report.warnings ? 'warn' : 'good'}
      testId="pm-report"
    >
      <div role="status" className="pm-Findings-note">
        {published && <p data-testid="pm-published">{publishedWords(report, trans)}</p>}
        {!published && !report.errors && (
          <p>{trans.__('It may be published as version %1.', report.version)}</p>
        )}
        {stale && !published && (
          <p>{trans.__('The notebook has changed since. Check it again.')}</p>
        )}
      </div>
      {report.findings.length > 0 && (
        <ul className="pm-Findings">
          {report.findings.map((finding, number) => (
            <li key={number} className="pm-Finding" data-level={finding.level}>
              <Mark kind={finding.level === 'error' ? 'no' : 'note'} />
              <div>
                <Place
                  finding={finding}
                  trans={trans}
                  go={() => void workshop.goTo(finding)}
                />
                <p className={isSentence(finding.message) ? 'pm-Sentence' : undefined}>
                  {finding.message}
                </p>
                <p className="pm-Remedy">{finding.remedy}</p>
                {!published && <Waive {...props} finding={finding} />}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Waived {...props} />
    </Card>
  );
}

/** The gate's words begin small, for the command line; a name in front stays as it is. */
function isSentence(message: string): boolean {
  return /^\p{L}+[\s,:]/u.test(message);
}

function Place(props: {
  finding: Finding;
  trans: TranslationBundle;
  go(): void;
}): JSX.Element {
  const { finding, trans, go } = props;
  const { cell, line, level } = finding;
  const where = line
    ? trans.__('%1, line %2', cell, line)
    : cell || trans.__('The notebook');
  const words = level === 'error' ? trans.__('Error') : trans.__('Warning');
  return (
    <p className="pm-Finding-place">
      {finding.cell_id ? (
        <button
          type="button"
          className="pm-Link"
          data-testid="pm-go"
          aria-label={trans.__('Go to %1', where)}
          onClick={go}
        >
          {where}
        </button>
      ) : (
        <strong>{where}</strong>
      )}{' '}
      <span className="pm-Quiet">
        {words} · {finding.check}
      </span>
    </p>
  );
}

function verdict(report: CheckReport, trans: TranslationBundle): string {
  const { errors, warnings, published } = report;
  if (published) {
    return trans.__('Published');
  }
  const some = trans._n('%1 warning', '%1 warnings', warnings);
  if (errors) {
    const many = trans._n('%1 error', '%1 errors', errors);
    return warnings ? `${many}, ${some}` : many;
  }
  return warnings ? trans.__('No errors, %1', some) : trans.__('Nothing to mend');
}

function publishedWords(report: CheckReport, trans: TranslationBundle): string {
  const { version, new: fresh } = report.published ?? { version: 0, new: false };
  return fresh
    ? trans.__('Version %1 is published. Learners get it from now on.', version)
    : trans.__('This is version %1 already; nothing was changed.', version);
}
