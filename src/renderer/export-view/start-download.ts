/** The name comes with the file. */
export const NAMED_BY_ENGINE = '';

/** Lets the browser fetch a file and keep it: the page itself stays where it is and holds nothing of it. */
export function startDownload(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
}
