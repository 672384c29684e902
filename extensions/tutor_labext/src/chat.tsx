/** The conversation as it is seen: who said what, quick asks, a question, stop. */

import * as React from 'react';
import { useTutor } from './context';
import type { Policy } from './contract';
import type { Conversation, TurnView, Wish } from './tutor_contract';
import { LONGEST_QUESTION } from './conversation';
import { useFocusPassedOn } from './focus';
import { Following } from './following';
import { Prose } from './markdown';
import { Card } from './parts';
import { privacyWords } from './privacy';
import type { ProblemState, Talk } from './state';

export function Chat(props: { known: ProblemState }): JSX.Element {
  const { tutor, trans } = useTutor();
  const { detail, talk } = props.known;
  const { id } = detail.problem;
  const policy = detail.tutor;
  const off = policy === 'off';
  const reading = useLastAnswer(id, off, !!talk?.writing);
  React.useEffect(() => {
    if (!off) {
      void tutor.conversation.load(id);
    }
  }, [tutor, id, off]);
  return (
    <>
      {off && <Off />}
      {talk && (!off || reading) && (
        <Card
          title={off ? trans.__('The tutor’s last answer') : trans.__('Ask the tutor')}
          aside={<span className="pm-Quiet">{tutorWords(talk, trans)}</span>}
          testId="pm-chat"
        >
          <Log key={id} talk={talk} />
          {!off && <QuickAsks talk={talk} policy={policy} />}
          {policy === 'full' ? (
            <Question id={id} talk={talk} />
          ) : (
            talk.writing && <Stop />
          )}
          {!off && <Privacy tutor={talk.tutor} policy={policy} />}
        </Card>
      )}
    </>
  );
}

/** Whether an answer that was on its way when the tutor went off is still to be read here. */
function useLastAnswer(id: string, off: boolean, writing: boolean): boolean {
  const [of, setOf] = React.useState<string | null>(null);
  React.useEffect(() => {
    if (!off) {
      setOf(null);
    } else if (writing) {
      setOf(id);
    }
  }, [id, off, writing]);
  return writing || of === id;
}

function Off(): JSX.Element {
  const { trans } = useTutor();
  return (
    <p className="pm-Quiet" data-testid="pm-tutor-off">
      {trans.__(
        'The tutor is off here; problems, results and your progress work without it.'
      )}
    </p>
  );
}

type Trans = ReturnType<typeof useTutor>['trans'];

function tutorWords(talk: Talk, trans: Trans): string {
  return talk.tutor === 'gemini' ? trans.__('Google Gemini') : trans.__('Offline tutor');
}

/** A screen reader is told by the status line that an answer is whole, not by every piece. */
function Log({ talk }: { talk: Talk }): JSX.Element {
  const { trans } = useTutor();
  const log = React.useRef<HTMLDivElement>(null);
  const begun = React.useRef(false);
  const inLog = React.useRef(new Following()).current;
  const inPanel = React.useRef(new Following()).current;
  // Who scrolls back to read, here or in the panel around it, is left there until they ask again.
  React.useEffect(() => {
    if (talk.writing) {
      begun.current = true;
      inLog.again();
      inPanel.again();
    }
  }, [talk.writing, inLog, inPanel]);
  React.useEffect(() => {
    const element = log.current;
    if (!element || !inLog.look(element)) {
      return;
    }
    element.scrollTop = element.scrollHeight;
    inLog.put(element);
    const panel = element.closest('.pm-Panel');
    if (begun.current && panel && inPanel.look(panel)) {
      element.scrollIntoView({ block: 'nearest' });
      inPanel.put(panel);
    }
  }, [talk.turns, talk.writing, inLog, inPanel]);
  // Moved between the side and a tab, or shown again, it begins at its top.
  React.useEffect(() => {
    const element = log.current;
    if (!element) {
      return;
    }
    const toEnd = new ResizeObserver(() => {
      if (inLog.follows) {
        element.scrollTop = element.scrollHeight;
        inLog.put(element);
      }
    });
    toEnd.observe(element);
    return () => toEnd.disconnect();
  }, [inLog]);
  return (
    <div
      ref={log}
      className="pm-Chat-log"
      role="log"
      aria-live="off"
      aria-label={trans.__('Conversation with the tutor')}
      aria-busy={talk.writing}
      tabIndex={0}
      onScroll={event => inLog.look(event.currentTarget)}
      data-testid="pm-chat-log"
    >
      {talk.turns.map((turn, index) => (
        <Turn key={index} turn={turn} talk={talk} />
      ))}
      {talk.writing && <span className="pm-Caret" aria-hidden="true" />}
    </div>
  );
}

function Turn({ turn, talk }: { turn: TurnView; talk: Talk }): JSX.Element {
  const { trans } = useTutor();
  const mine = turn.role === 'learner';
  return (
    <article className="pm-Turn" data-role={turn.role}>
      <p className="pm-Turn-who">
        {mine ? trans.__('You') : sourceWords(turn, talk, trans)}
      </p>
      {mine ? (
        <p className="pm-Turn-text">{turn.text}</p>
      ) : (
        <Prose text={turn.text} copy />
      )}
    </article>
  );
}

/** Says when it is Gemini and when not, where an installation has both. */
function sourceWords(turn: TurnView, talk: Talk, trans: Trans): string {
  if (talk.tutor === 'offline') {
    return trans.__('Tutor');
  }
  return turn.source === 'offline'
    ? trans.__('Tutor, without Gemini')
    : trans.__('Tutor, by Gemini');
}

function QuickAsks({ talk, policy }: { talk: Talk; policy: Policy }): JSX.Element {
  const { trans } = useTutor();
  const asks: [Wish, string][] = [
    ['hint', trans.__('Give me a hint')],
    ['explain_error', trans.__('Explain this error')],
    ['why', trans.__('Why this problem?')]
  ];
  if (policy === 'full') {
    asks.push(['check', trans.__('Check my understanding')]);
  }
  return (
    <div className="pm-Actions" role="group" aria-label={trans.__('Quick questions')}>
      {asks.map(([wish, label]) => (
        <QuickAsk key={wish} {...{ wish, label }} writing={talk.writing} />
      ))}
    </div>
  );
}

function QuickAsk(props: { wish: Wish; label: string; writing: boolean }): JSX.Element {
  const { tutor } = useTutor();
  const button = useFocusPassedOn<HTMLButtonElement>();
  const { wish, label, writing } = props;
  return (
    <button
      ref={button}
      type="button"
      className="pm-Button pm-mod-small"
      data-testid={`pm-ask-${wish}`}
      aria-disabled={writing}
      onClick={() => writing || void tutor.conversation.ask(wish)}
    >
      {label}
    </button>
  );
}

/** Enter sends, Shift+Enter begins a new line, Escape stops the answer. */
function Question({ id, talk }: { id: string; talk: Talk }): JSX.Element {
  const { tutor, trans } = useTutor();
  const field = React.useId();
  const form = useFocusPassedOn<HTMLFormElement>();
  const send = () => void tutor.conversation.send();
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && talk.writing) {
      tutor.conversation.stop();
    }
  };
  return (
    <form
      ref={form}
      className="pm-Question"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={field}>{trans.__('Your question')}</label>
      <textarea
        id={field}
        rows={2}
        maxLength={LONGEST_QUESTION}
        value={talk.draft}
        data-testid="pm-question"
        onChange={event => tutor.conversation.draft(id, event.target.value)}
        onKeyDown={onKeyDown}
      />
      {talk.writing ? (
        <button
          type="button"
          className="pm-Button"
          data-testid="pm-stop"
          onClick={() => tutor.conversation.stop()}
        >
          {trans.__('Stop')}
        </button>
      ) : (
        <button
          type="submit"
          className="pm-Button"
          data-testid="pm-send"
          aria-disabled={!talk.draft.trim()}
        >
          {trans.__('Ask')}
        </button>
      )}
    </form>
  );
}

/** Stop where no question can be typed; it goes with the answer, so the focus goes to the log. */
function Stop(): JSX.Element {
  const { tutor, trans } = useTutor();
  const stop = (event: React.MouseEvent<HTMLButtonElement>) => {
    event.currentTarget.parentElement?.querySelector<HTMLElement>('[role=log]')?.focus();
    tutor.conversation.stop();
  };
  return (
    <button type="button" className="pm-Button" data-testid="pm-stop" onClick={stop}>
      {trans.__('Stop')}
    </button>
  );
}

function Privacy(asked: Pick<Conversation, 'tutor' | 'policy'>): JSX.Element {
  const { trans } = useTutor();
  return (
    <p className="pm-Quiet" data-testid="pm-privacy">
      {privacyWords(asked, trans)}
    </p>
  );
}
