const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The first day that a text names, as an ISO day; `undefined` where it names none, or no day of its month. */
export function dayIn(written: string): string | undefined {
  // Some pages write hyphens that do not break.
  const text = written.replaceAll(/[\u2010-\u2013]/gu, "-");
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/u.exec(text);
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const inWords = /\b([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/u.exec(text);
  if (inWords !== null) {
    return day(Number(inWords[3]), MONTHS.indexOf((inWords[1] ?? "").toLowerCase()) + 1, Number(inWords[2]));
  }
  const slashes = /\b(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})\b/u.exec(text);
  if (slashes === null) return undefined;
  const year = Number(slashes[3]);
  return day(year < 100 ? 2000 + year : year, Number(slashes[1]), Number(slashes[2]));
}

/** Whether a text names the first day on which something may happen rather than the day on which it will. */
export function isEarliest(text: string): boolean {
  return /not sooner than|or later|no earlier than|at the earliest/iu.test(text);
}

function day(year: number, month: number, date: number): string | undefined {
  const pad = (value: number): string => String(value).padStart(2, "0");
  const written = `${year}-${pad(month)}-${pad(date)}`;
  const parsed = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== written ? undefined : written;
}
