/** The class as a tab of its own: who may need help and why, and what is believed of one learner. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { Assigning, HttpAssignmentService } from './assigning';
import { ClassLearner } from './class_learner';
import { ClassTable } from './class_table';
import { AssignedLessons } from './assignments';
import { ClassTutorSetting, HttpClassTutorService } from './class_tutor';
import type {
  Beliefs,
  ClassHelp,
  LearnerBehaviour,
  LearnerOutlook
} from './class_contract';
import { TutorEffect } from './class_help';
import { useFetched, Waiting } from './fetched';
import type { Http } from './http';
import { progressIcon } from './icons';
import { Person } from './person';
import { mayTeach } from './rights';
import type { Store } from './state';
import { TutorChoice } from './tutor_choice';

export const CLASS_ID = 'pythonmastery-class';

interface Shown {
  http: Http;
  trans: TranslationBundle;
  store: Store;
}

interface Found {
  behaviour: LearnerBehaviour[];
  outlooks: LearnerOutlook[];
  beliefs: Beliefs;
}

function ClassOverview({ http, trans, store }: Shown): JSX.Element {
  const [chosen, setChosen] = React.useState<string | null>(null);
  const ask = React.useCallback(
    () => classOf(http, mayTeach(store.state.me)),
    [http, store]
  );
  const fetched = useFetched(ask);
  const { found, problem, reload } = fetched;
  const askHelp = React.useCallback(() => http.get<ClassHelp>('class/help'), [http]);
  const helped = useFetched(askHelp);
  const again = () => {
    reload();
    helped.reload();
  };
  const assigning = React.useMemo(
    () => new Assigning(new HttpAssignmentService(http), trans),
    [http, trans]
  );
  const setting = React.useMemo(
    () => new ClassTutorSetting(new HttpClassTutorService(http), trans),
    [http, trans]
  );
  React.useEffect(() => void setting.open(), [setting]);
  React.useEffect(() => {
    // What is said of the learners' next lesson follows from what is assigned.
    assigning.assigned.connect(reload);
    void assigning.open();
    return () => {
      assigning.assigned.disconnect(reload);
    };
  }, [assigning, reload]);
  const learner = found?.outlooks.find(each => each.learner === chosen);
  const skills =
    found?.beliefs.learners.find(each => each.learner === chosen)?.skills ?? [];
  return (
    <section
      className="pm-Progress-body"
      aria-labelledby="pm-class-title"
      aria-busy={!found && !problem}
      data-testid="pm-class"
    >
      <div className="pm-Head-row">
        <h2 id="pm-class-title">{trans.__('Class')}</h2>
        <button type="button" className="pm-Button pm-mod-small" onClick={again}>
          {trans.__('Look again')}
        </button>
      </div>
      <Waiting {...{ trans, fetched }} />
      {found && !learner && (
        <>
          <Learners trans={trans} outlooks={found.outlooks} choose={setChosen} />
          <AssignedLessons {...{ assigning, trans, teaches: mayTeach(store.state.me) }} />
          <TutorChoice {...{ setting, trans, teaches: mayTeach(store.state.me) }} />
          <TutorEffect {...{ trans, fetched: helped }} />
        </>
      )}
      {found && learner && (
        <ClassLearner
          http={http}
          trans={trans}
          outlook={learner}
          skills={skills}
          serves={found.beliefs.serves}
          teaches={mayTeach(store.state.me)}
          behaviour={found.behaviour.find(each => each.learner === chosen)}
          back={() => setChosen(null)}
        />
      )}
    </section>
  );
}

/** Signals of behaviour are for those who teach. */
async function classOf(http: Http, teaches: boolean): Promise<Found> {
  const [outlook, beliefs, behaviour] = await Promise.all([
    http.get<{ learners: LearnerOutlook[] }>('class/outlook'),
    http.get<Beliefs>('class/beliefs'),
    teaches
      ? http.get<{ learners: LearnerBehaviour[] }>('class/behaviour')
      : { learners: [] }
  ]);
  return { outlooks: outlook.learners, beliefs, behaviour: behaviour.learners };
}

interface Listed {
  trans: TranslationBundle;
  outlooks: LearnerOutlook[];
  choose: (learner: string) => void;
}

function Learners({ trans, outlooks, choose }: Listed): JSX.Element {
  if (outlooks.length === 0) {
    return <p>{trans.__('Nobody has opened the course yet.')}</p>;
  }
  return (
    <>
      <p className="pm-Quiet">
        {trans.__(
          'Those who may need help come first. A chance is a forecast from few answers: look before you act on it.'
        )}
      </p>
      <ClassTable
        label={trans.__('Learners of the class')}
        columns={[trans.__('Learner'), trans.__('Next lesson'), trans.__('Why')]}
        rows={outlooks.map(({ learner, at_risk, lesson, reason }) => ({
          id: learner,
          head: (
            <>
              <button type="button" className="pm-Link" onClick={() => choose(learner)}>
                <Person name={learner} />
              </button>
              {at_risk && <span className="pm-Flag">{trans.__('at risk')}</span>}
            </>
          ),
          cells: [lesson ?? trans.__('none left'), reason]
        }))}
      />
    </>
  );
}

export class ClassView extends ReactWidget {
  constructor(private readonly shown: Shown) {
    super();
    this.id = CLASS_ID;
    this.addClass('pm-Progress');
    this.title.label = shown.trans.__('Class');
    this.title.icon = progressIcon;
    this.title.closable = true;
    this.node.tabIndex = -1;
  }

  protected render(): JSX.Element {
    return <ClassOverview {...this.shown} />;
  }

  protected onActivateRequest(): void {
    this.node.focus();
  }
}
