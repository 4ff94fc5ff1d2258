/** Only the areas that scripts speak of: the others are the server's (tests/web/test_locales.py checks it). */
const files = import.meta.glob<string>('../../locales/kk/{map,outages,words,work,life,reactions,site_reports}.ftl', { query: '?raw', import: 'default', eager: true });

export default Object.values(files).join('\n');
