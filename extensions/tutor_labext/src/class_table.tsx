/** A table of the class's tab; where the tab is narrow, each row stands as a card of its own. */

import * as React from 'react';

export interface ClassRow {
  id: string;
  head: React.ReactNode;
  /** One for each column after the first. */
  cells: React.ReactNode[];
}

interface Shown {
  label: string;
  columns: string[];
  rows: ClassRow[];
}

/** Roles are given, because a card's display would take those of a table away. */
export function ClassTable({ label, columns, rows }: Shown): JSX.Element {
  return (
    <div className="pm-Class-table" tabIndex={0} role="group" aria-label={label}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(name => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ id, head, cells }) => (
            <tr key={id} role="row">
              <th role="rowheader" scope="row">
                {head}
              </th>
              {cells.map((cell, number) => (
                <td key={columns[number + 1]} role="cell">
                  <span className="pm-Class-column" aria-hidden="true">
                    {columns[number + 1]}
                  </span>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
