/** Roles of a problem's cells: what each carries as metadata. Pure; see the problem format. */

/** What an author chooses; `visible` and `hidden` are tests, `task` is a manual cell. */
export const ROLES = [
  'note',
  'statement',
  'text',
  'given',
  'starter',
  'solution',
  'visible',
  'hidden',
  'manual',
  'task',
  'hint',
  'probe',
  'alternative',
  'generator',
  'values'
] as const;

export type Role = (typeof ROLES)[number];

export type CellType = 'markdown' | 'code';

export type Metadata = Record<string, unknown>;

/** A cell as its metadata say it; `level` and `move` are those of a hint. */
export interface RoleCell {
  type: string;
  metadata: Metadata;
}

/** What a cell becomes. */
export interface RoleChange {
  /** Null where either will do. */
  type: CellType | null;
  /** The values of both keys; undefined removes one. */
  pythonmastery: Metadata;
  nbgrader: Metadata | undefined;
}

const MOVES = ['orient', 'plan', 'point', 'parallel-example', 'skeleton'];

/** The type that a role's cells have; the others may have any. */
const TYPES: Partial<Record<Role, CellType>> = {
  statement: 'markdown',
  hint: 'markdown',
  given: 'code',
  solution: 'code',
  starter: 'code',
  visible: 'code',
  hidden: 'code',
  probe: 'code',
  alternative: 'code',
  generator: 'code',
  values: 'code'
};

/** grade, solution, locked, task */
const FLAGS: Partial<Record<Role, [boolean, boolean, boolean, boolean]>> = {
  statement: [false, false, true, false],
  given: [false, false, true, false],
  solution: [false, true, false, false],
  visible: [true, false, true, false],
  hidden: [true, false, true, false],
  manual: [true, true, false, false],
  task: [false, false, true, true]
};

/** The role of a cell, or null where it has none that is known. */
export function roleOf(metadata: Metadata): Role | null {
  const { role, visible } = record(metadata['pythonmastery']);
  if (role === 'test') {
    return visible === true ? 'visible' : 'hidden';
  }
  if (role === 'manual') {
    return record(metadata['nbgrader'])['task'] === true ? 'task' : 'manual';
  }
  return ROLES.find(each => each === role) ?? null;
}

/**
 * Say what a cell carries in a role. What it has already and the role knows stays: a name, points,
 * the sentence of a test. The rest is filled in so that the format is kept.
 *
 * @param others The other cells of the notebook, in order; those above the cell first.
 */
export function inRole(role: Role, cell: RoleCell, others: RoleCell[]): RoleChange {
  const ours = record(cell.metadata['pythonmastery']);
  return {
    type: TYPES[role] ?? null,
    pythonmastery: { role: nameOf(role), ...ownValues(role, ours, others) },
    nbgrader: nbgraderOf(role, record(cell.metadata['nbgrader']), others)
  };
}

/**
 * A cell's metadata together with what it carried in earlier roles, so that trying a role, or
 * passing it with the arrow keys, loses no name, points or sentence.
 */
export function withEarlier(now: Metadata, before: Metadata = {}): Metadata {
  return {
    ...now,
    pythonmastery: {
      ...record(before['pythonmastery']),
      ...record(now['pythonmastery'])
    },
    nbgrader: now['nbgrader'] ?? before['nbgrader']
  };
}

function nameOf(role: Role): string {
  if (role === 'visible' || role === 'hidden') {
    return 'test';
  }
  return role === 'task' ? 'manual' : role;
}

function ownValues(role: Role, ours: Metadata, others: RoleCell[]): Metadata {
  switch (role) {
    case 'visible':
    case 'hidden':
      return {
        visible: role === 'visible',
        ...kept(
          ours,
          role === 'hidden' ? ['hint', 'partial', 'in_place'] : ['partial', 'in_place']
        )
      };
    case 'manual':
    case 'task':
      return kept(ours, ['rubric']);
    case 'hint': {
      const rungs = others.filter(({ metadata }) => roleOf(metadata) === 'hint');
      const level = Math.min(5, rungs.length + 1);
      const move = MOVES[level - 1];
      return { level, move, ...kept(ours, ['level', 'move', 'when']) };
    }
    case 'starter': {
      const solution = others.find(({ metadata }) => roleOf(metadata) === 'solution');
      const id = record(solution?.metadata['nbgrader'])['grade_id'];
      return { for: typeof id === 'string' ? id : 'solution', ...kept(ours, ['for']) };
    }
    default:
      return {};
  }
}

function nbgraderOf(
  role: Role,
  theirs: Metadata,
  others: RoleCell[]
): Metadata | undefined {
  const flags = FLAGS[role];
  if (!flags) {
    return undefined;
  }
  const [grade, solution, locked, task] = flags;
  const points = theirs['points'];
  const scored = grade || task;
  return {
    schema_version: 3,
    grade_id: gradeId(role, theirs['grade_id'], others),
    grade,
    solution,
    locked,
    task,
    ...(scored ? { points: typeof points === 'number' && points > 0 ? points : 1 } : {})
  };
}

/** The cell's own name where it has one; else the role's, with a number where that is taken. */
function gradeId(role: Role, own: unknown, others: RoleCell[]): string {
  const taken = new Set(
    others.map(({ metadata }) => record(metadata['nbgrader'])['grade_id'])
  );
  if (role === 'statement') {
    return 'statement';
  }
  if (typeof own === 'string' && own && own !== 'statement' && !taken.has(own)) {
    return own;
  }
  const base = role === 'visible' ? 'example' : role === 'hidden' ? 'check' : role;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) {
      return name;
    }
  }
}

function kept(from: Metadata, names: string[]): Metadata {
  return Object.fromEntries(
    names.filter(name => from[name] !== undefined).map(name => [name, from[name]])
  );
}

function record(value: unknown): Metadata {
  return typeof value === 'object' && value !== null ? (value as Metadata) : {};
}
