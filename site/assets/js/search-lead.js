// Brings the script of the search page when somebody goes into the search box of another page, in a folder behind the one that reads the index there: it
// suggests while they type.
{
  const box = document.getElementById('q');
  const bring = () => {
    for (const src of box.form.dataset.scripts.split(' ')) {
      const script = document.createElement('script');
      // In their order.
      Object.assign(script, { src, async: false });
      // What was typed while it was on its way is looked for as well.
      script.addEventListener('load', () => box.dispatchEvent(new Event('input')));
      document.head.append(script);
    }
  };
  if (document.activeElement === box) bring();
  else box.addEventListener('focus', bring, { once: true });
}
