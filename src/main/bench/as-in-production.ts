/**
 * Imported before all else: React, which makes the pages, chooses when it is loaded whether it looks for mistakes of programmers, which takes time. A
 * municipality runs Sluis with NODE_ENV=production.
 */
process.env['NODE_ENV'] = 'production';
