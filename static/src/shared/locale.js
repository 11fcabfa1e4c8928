// The language in which numbers and times are written, with the digits that the page has.

/** Return a locale for Intl; undefined, the browser's own, where the page names none. */
export function locale(lang) {
  // Pages are drawn with Latin digits in every language; two kinds side by side would confuse.
  return lang ? `${lang}-u-nu-latn` : undefined;
}

/** Write a number in the page's language, with two decimals at most. */
export function written(number) {
  const format = { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale(document.documentElement.lang), format).format(number);
}
