// A form that an impatient finger sends twice is sent once: the answer to the second press would take the place of the first one's, which may show what is
// shown only once. Without this script the server does it once all the same.
addEventListener('submit', (event) => {
  const form = event.target
  if (form.ariaBusy) return event.preventDefault()
  form.ariaBusy = 'true'
  // A file that comes down leaves the page as it is, and so does a server that does not answer.
  setTimeout(() => { form.ariaBusy = null }, 3000)
})
