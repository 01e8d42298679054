import type { Language } from './text.ts';

/** A whole number as people write it: 40.000 in Dutch, 40,000 in English. */
export function whole(value: number, language: Language): string {
  const digits = String(Math.round(Math.abs(value)));
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, language === 'nl' ? '.' : ',');
  return value < -0.5 ? `-${grouped}` : grouped;
}

/** With one decimal: 0.6 is 0,6 in Dutch; nothing behind the comma when it is whole. */
export function oneDecimal(value: number, language: Language): string {
  const text = String(Math.round(value * 10) / 10);
  return language === 'nl' ? text.replace('.', ',') : text;
}

/** A share as a percentage without the sign, one decimal below ten: 0.041 is 4,1 in Dutch. */
export function percent(share: number, language: Language): string {
  const value = share * 100;
  const text = value < 9.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
  return language === 'nl' ? text.replace('.', ',') : text;
}
