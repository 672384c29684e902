/** The part of a problem's metadata that the form is about; see the problem format. Pure. */

import type { Policy } from './contract';
import { isPolicy } from './policies';

export interface About {
  title: string;
  context: string;
  primary: string[];
  secondary: string[];
  /** Pieces of code that decide the answer; one may have several lines. */
  keys: string[];
  /** Numbers as they are typed. */
  band: string;
  b: string;
  minutes: string;
  /** What learners may ask the tutor here; the course may allow less. */
  tutor: Policy;
}

/** A change to the reference that leaves it as good, so that no test has to notice it. */
export interface Waiver {
  mutant: string;
  reason: string;
}

type Header = Readonly<Record<string, unknown>>;

export function aboutOf(header: Header): About {
  const skills = record(header['skills']);
  const difficulty = record(header['difficulty']);
  return {
    title: text(header['title']),
    context: text(header['context']),
    primary: texts(skills['primary']),
    secondary: texts(skills['secondary']),
    keys: texts(header['key_expressions']),
    band: text(difficulty['band']),
    b: text(difficulty['b']),
    minutes: text(header['minutes']),
    tutor: isPolicy(header['tutor']) ? header['tutor'] : 'full'
  };
}

/** The values of the header that the form sets; whatever else stands in them stays. */
export function headerOf(about: About, header: Header): Record<string, unknown> {
  const { title, context, primary, secondary, band, b, minutes } = about;
  const keys = about.keys.map(key => key.trim()).filter(Boolean);
  const difficulty = {
    ...record(header['difficulty']),
    band: Number(band),
    b: Number(b)
  };
  return {
    title: title.trim().replace(/\s+/g, ' '),
    context: context.trim(),
    skills: {
      ...record(header['skills']),
      primary,
      secondary: secondary.filter(id => !primary.includes(id))
    },
    difficulty,
    minutes: Number(minutes),
    key_expressions: keys.length ? keys : undefined,
    tutor: about.tutor === 'full' ? undefined : about.tutor
  };
}

export function waiversOf(header: Header): Waiver[] {
  const entries = header['waived_mutants'];
  return (Array.isArray(entries) ? entries : []).map(record).map(entry => ({
    mutant: text(entry['mutant']),
    reason: text(entry['reason'])
  }));
}

/** The values of the header with the waivers; an empty list is left out of notebooks. */
export function waiving(waivers: Waiver[]): Record<string, unknown> {
  return { waived_mutants: waivers.length ? waivers : undefined };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
