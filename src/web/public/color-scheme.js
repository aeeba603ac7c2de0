// Runs before the first paint, so that a dark desk never flashes white. The key is the one Mantine writes.
;(function () {
  var chosen = 'auto'
  try {
    chosen = window.localStorage.getItem('mantine-color-scheme-value') || 'auto'
  } catch {
    chosen = 'auto'
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
