/** Incremental reader of `text/event-stream`, as far as our service writes it (event, data). */

export interface StreamEvent {
  event: string;
  data: string;
}

const END_OF_LINE = /\r\n|\n|\r/;
const END_OF_EVENT = /\r\n\r\n|\n\n|\r\r/;

export class EventStreamParser {
  /** Add what arrived; return the events that are complete by now. An unfinished one waits. */
  push(chunk: string): StreamEvent[] {
    this.rest += chunk;
    const events: StreamEvent[] = [];
    for (
      let end = END_OF_EVENT.exec(this.rest);
      end;
      end = END_OF_EVENT.exec(this.rest)
    ) {
      const event = parseBlock(this.rest.slice(0, end.index));
      this.rest = this.rest.slice(end.index + end[0].length);
      if (event) {
        events.push(event);
      }
    }
    return events;
  }

  private rest = '';
}

/** One event, or null for a block without data (a comment that keeps the connection open). */
function parseBlock(block: string): StreamEvent | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(END_OF_LINE)) {
    const [, field, value] = /^([^:]*):? ?([\s\S]*)$/.exec(line) ?? [];
    if (field === 'event') {
      event = value;
    } else if (field === 'data') {
      data.push(value);
    }
  }
  return data.length ? { event, data: data.join('\n') } : null;
}
