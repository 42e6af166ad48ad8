// Takes what a page shows off the screen when its session has ended: signed out in any tab, ended by somebody else, or idle for as long as the
// server allows, also where the server cannot be asked. Whoever types is not idle. Without this script everything works; a page that was left
// open then shows what it showed until it is loaded again.
(() => {
  const { idle, ends } = document.documentElement.dataset
  if (!idle) return // nobody is signed in
  const pace = 30_000, notice = 120_000, last = Date.now() + ends * 1000
  const tabs = new BroadcastChannel('honourwall-admin')
  let end, told, warning

  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more)

  const paragraph = (content) => {
    const p = element('p', '', { className: 'gap' })
    p.append(content)
    return p
  }

  const clear = () => {
    clearInterval(timer)
    tabs.close()
    document.title = '会话已结束'
    const main = element('main', '', { id: 'main' })
    main.append(element('h1', '会话已结束'), element('p', '这一页的内容已经清除。', { className: 'deck' }), paragraph(element('a', '登录', { href: '/sign-in', className: 'btn' })))
    const page = element('div', '', { className: 'page' })
    page.append(main)
    document.body.replaceChildren(page)
  }

  const live = () => {
    told = Date.now()
    end = Math.min(told + idle * 1000, last)
    warning?.remove()
    warning = null
  }

  // Says whether the session lives; asking for it to be kept is using it.
  const ask = async (query = '') => {
    try {
      const answer = await fetch('/session' + query, { cache: 'no-store' })
      if (answer.status === 401) clear()
      return answer.ok
    } catch {
      return false // no answer: the time decides
    }
  }

  const keep = async () => {
    told = Date.now()
    if (!await ask('?keep=1')) return
    live()
    tabs.postMessage('live')
  }

  const warn = () => {
    warning = element('div', '', { className: 'errors' })
    warning.setAttribute('role', 'alert')
    const button = element('button', '继续使用', { type: 'button', className: 'btn line', onclick: keep })
    warning.append(element('p', '两分钟内会话就要结束，到时这一页的内容会清除，没有提交的内容会丢失。'), paragraph(button))
    document.getElementById('main').prepend(warning)
  }

  const look = () => {
    if (Date.now() >= end) return clear()
    if (Date.now() >= end - notice && !warning) warn()
    ask()
  }

  tabs.onmessage = ({ data }) => data === 'ended' ? clear() : live()
  document.addEventListener('submit', ({ target }) => target.getAttribute('action') === '/sign-out' && tabs.postMessage('ended'))
  document.addEventListener('input', () => Date.now() - told > notice / 2 && keep())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
  window.addEventListener('pageshow', ({ persisted }) => persisted && look())
  const timer = setInterval(look, pace)
  live()
  tabs.postMessage('live')
})()
