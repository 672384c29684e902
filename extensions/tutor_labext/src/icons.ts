/** The icons of this extension; `jp-icon3` lets JupyterLab colour them for its themes. */

import { LabIcon } from '@jupyterlab/ui-components';

function icon(name: string, path: string): LabIcon {
  return new LabIcon({
    name: `pythonmastery:${name}`,
    svgstr:
      '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">' +
      `<path class="jp-icon3" fill="#616161" d="${path}"/></svg>`
  });
}

export const tutorIcon = icon(
  'tutor',
  'M12 3 1 9l11 6 9-4.9V17h2V9zM5 13.2v4L12 21l7-3.8v-4L12 17z'
);
export const progressIcon = icon('progress', 'M4 13h4v7H4zm6-9h4v16h-4zm6 5h4v11h-4z');
export const mapIcon = icon(
  'map',
  'M9 3h6v6h-2v3h5v3h2v6h-6v-6h2v-1H8v1h2v6H4v-6h2v-3h5V9H9z'
);
export const hintIcon = icon(
  'hint',
  'M9 21h6v-1.5H9zm3-19a7 7 0 0 0-4 12.7V17a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1v-2.3A7 7 0 0 0 12 2z'
);
export const nextIcon = icon(
  'next',
  'M12 4 10.6 5.4 16.2 11H4v2h12.2l-5.6 5.6L12 20l8-8z'
);
export const workshopIcon = icon(
  'workshop',
  'M3 17.2V21h3.8L17.8 9.9l-3.7-3.7zM20.7 7a1 1 0 0 0 0-1.4l-2.3-2.3a1 1 0 0 0-1.4 0l-1.8 1.8 3.7 3.7z'
);
export const reviewIcon = icon(
  'review',
  'M19 3H5a2 2 0 0 0-2 2v14l4-4h12a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2zm-9.4 9.2L6.4 9l1.4-1.4 1.8 1.8 5.6-5.6 1.4 1.4z'
);
