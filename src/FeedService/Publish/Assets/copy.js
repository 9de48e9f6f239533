// Shows the copy buttons, which can do nothing without a script, and lets them copy.
const status = document.createElement('p');
status.setAttribute('role', 'status');
status.className = 'copied';
document.querySelector('main').append(status);

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Browsers give the clipboard to https pages only.
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('The browser did not copy.');
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await copy(button.dataset.copy);
      status.textContent = `Copied: ${button.dataset.copy}`;
    } catch {
      status.textContent = 'The browser did not allow copying. Select the address and copy it by hand.';
    }
  });
}
