// Brings the script of the search page when somebody goes into the search box of another page: it suggests while they type.
{
  const box = document.getElementById('q');
  const bring = () => {
    const script = document.createElement('script');
    script.src = box.form.dataset.script;
    // What was typed while it was on its way is looked for as well.
    script.addEventListener('load', () => box.dispatchEvent(new Event('input')));
    document.head.append(script);
  };
  if (document.activeElement === box) bring();
  else box.addEventListener('focus', bring, { once: true });
}
