/** The error of the learner's own run, as the tutor is told of it. Pure. */

import { LONGEST_NAME } from './fault';
import type { Fault } from './state';
import type { RunFault } from './tutor_contract';

/** Longest message that is taken along, in characters. */
const LONGEST_MESSAGE = 2000;

/** The error of a run as the tutor is told of it, or null where the answer is not that code. */
export function runFault(
  fault: Fault | null,
  cells: Record<string, string>
): RunFault | null {
  const gradeId = Object.keys(cells).find(id => cells[id] === fault?.source);
  return fault === null || gradeId === undefined
    ? null
    : {
        grade_id: gradeId,
        name: fault.name.slice(0, LONGEST_NAME),
        message: fault.message.slice(0, LONGEST_MESSAGE),
        line: fault.line
      };
}
