import './base.css';
import './panel.css';
import './verdict.css';
import './progress.css';
