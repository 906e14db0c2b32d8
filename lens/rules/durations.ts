/** A time in ms for people, such as `30 s` or `10 minutes`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 120 || seconds % 60 !== 0) {
    return `${seconds.toLocaleString("en-US")} s`;
  }
  return `${(seconds / 60).toLocaleString("en-US")} minutes`;
}
