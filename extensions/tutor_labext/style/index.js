import './base.css';
import './panel.css';
import './verdict.css';
import './chat.css';
import './progress.css';
import './workshop.css';
import './review.css';
import './class.css';
