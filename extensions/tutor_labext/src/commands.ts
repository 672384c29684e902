/** The commands of this extension; the schema puts them into menus, toolbars and shortcuts. */

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { checkIcon } from '@jupyterlab/ui-components';
import { hintIcon, mapIcon, nextIcon, progressIcon, tutorIcon } from './icons';
import { isTutorOff, type ProblemState, type State } from './state';
import type { Tutor } from './tutor';

export const CommandIDs = {
  panel: 'pythonmastery:open-panel',
  progress: 'pythonmastery:open-progress',
  map: 'pythonmastery:open-map',
  start: 'pythonmastery:start',
  submit: 'pythonmastery:submit',
  hint: 'pythonmastery:hint',
  next: 'pythonmastery:next'
} as const;

/** Rank of our category in the launcher: behind notebooks (0), before consoles (20). */
export const LAUNCHER_PLACE = 10;

/** What opens the views. */
export interface Views {
  showPanel(): void;
  showProgress(): void;
  showMap(): void;
}

/** Add all commands, and each to the palette where there is one. */
export function addCommands(
  app: JupyterFrontEnd,
  tutor: Tutor,
  views: Views,
  palette: ICommandPalette | null,
  trans: TranslationBundle
): void {
  const { commands } = app;
  const { store, session, handIn, hints } = tutor;
  const hasProblem = () => store.state.current !== null;
  const beside = (work: () => Promise<void>) => () => {
    views.showPanel();
    return work();
  };

  commands.addCommand(CommandIDs.panel, {
    label: trans.__('Show Tutor'),
    icon: tutorIcon,
    execute: () => views.showPanel()
  });
  commands.addCommand(CommandIDs.progress, {
    label: trans.__('My Progress'),
    icon: progressIcon,
    execute: () => views.showProgress()
  });
  commands.addCommand(CommandIDs.map, {
    label: trans.__('Skill Map'),
    icon: mapIcon,
    execute: () => views.showMap()
  });
  commands.addCommand(CommandIDs.start, {
    label: trans.__('Open Recommended Problem'),
    icon: nextIcon,
    isEnabled: () => !!store.state.next?.problem,
    execute: () => session.start()
  });
  commands.addCommand(CommandIDs.submit, {
    label: trans.__('Submit'),
    caption: trans.__('Hand in the answer of this notebook and see the result'),
    icon: checkIcon,
    isEnabled: hasProblem,
    isVisible: hasProblem,
    execute: beside(() => handIn.submit())
  });
  commands.addCommand(CommandIDs.hint, {
    label: trans.__('Hint'),
    caption: trans.__('Ask the tutor for the next hint'),
    icon: hintIcon,
    isEnabled: () => hasProblem() && !isTutorOff(store.current),
    execute: beside(() => hints.ask())
  });
  commands.addCommand(CommandIDs.next, {
    label: trans.__('Next Problem'),
    icon: nextIcon,
    isEnabled: hasProblem,
    execute: beside(() => session.another('done'))
  });

  for (const command of Object.values(CommandIDs)) {
    palette?.addItem({ command, category: trans.__('PythonMastery') });
  }
  notifyOnChange(app, tutor);
}

function current({ current, problems }: State): ProblemState | undefined {
  return current === null ? undefined : problems[current];
}

/** Have buttons and menus look again; a toolbar button listens only to its own command's name. */
function notifyOnChange({ commands }: JupyterFrontEnd, { store }: Tutor): void {
  let seen = store.state;
  store.changed.connect((_, state) => {
    if (
      state.current !== seen.current ||
      state.next !== seen.next ||
      isTutorOff(current(state)) !== isTutorOff(current(seen))
    ) {
      Object.values(CommandIDs).forEach(id => commands.notifyCommandChanged(id));
    }
    seen = state;
  });
}
