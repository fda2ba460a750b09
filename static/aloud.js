// Reads a step aloud: its questions, choices and agreements, never an answer or a name. Only by a voice
// that is on the device itself: others send the words away. Where there is none, there is no button.
"use strict";
{
  const READ = "h1, .lede, legend, fieldset .hint:not(.then), .say > p:not(.part, .hint), .face";
  const NEVER = ".map > :not(.intro), .quiet, del";
  const CALM = 0.9; // of a voice's own pace

  const voices = window.speechSynthesis;
  const spoken = (node) => node.parentElement.closest("[lang]").lang.split("-")[0];
  const voiceFor = (language) =>
    voices.getVoices().find(({ localService, lang }) => localService && lang.split(/[-_]/)[0].toLowerCase() === language);

  const button = () => document.querySelector("#aloud");
  let going = null; // the reading that goes on, so that one that was stopped says nothing more

  const offer = () => {
    const here = button();
    if (!here) return;
    here.hidden = !voiceFor(document.documentElement.lang.split("-")[0]);
    here.firstElementChild.textContent = going ? here.dataset.stop : here.dataset.start;
  };

  // The text nodes to read, in the order of the page, as far as they are seen.
  const pieces = () => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector("#page"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const part = node.parentElement.closest(READ);
      if (part && node.data.trim() && !node.parentElement.closest(NEVER) && part.checkVisibility()) found.push(node);
    }
    return found;
  };

  const mark = (node, from, to) => {
    const word = new Range();
    word.setStart(node, from);
    word.setEnd(node, Math.min(to, node.length));
    CSS.highlights?.set("aloud", new Highlight(word));
  };

  const say = (node, reading) =>
    new Promise((done) => {
      const voice = voiceFor(spoken(node));
      if (!voice) return done();
      const line = new SpeechSynthesisUtterance(node.data);
      Object.assign(line, { voice, lang: voice.lang, rate: CALM, onend: done, onerror: done });
      line.onboundary = ({ charIndex: at, charLength, name }) => {
        if (going !== reading || name === "sentence") return;
        mark(node, at, at + (charLength ?? node.data.slice(at).search(/\s|$/)));
      };
      mark(node, 0, node.length);
      node.parentElement.scrollIntoView({ block: "nearest" });
      voices.speak(line);
    });

  const stop = () => {
    going = null;
    voices.cancel();
    CSS.highlights?.delete("aloud");
    offer();
  };

  const read = async () => {
    const reading = Symbol("reading");
    going = reading;
    offer();
    for (const node of pieces()) {
      if (going !== reading) return;
      if (node.isConnected) await say(node, reading);
    }
    if (going === reading) stop();
  };

  if (voices) {
    document.addEventListener("click", ({ target }) => {
      if (target.closest("#aloud")) going ? stop() : read();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && stop());
    for (const kind of ["pagehide", "hashchange"]) window.addEventListener(kind, stop);
    document.addEventListener("htmx:after:swap", stop);
    voices.addEventListener("voiceschanged", offer);
    stop();
  }
}
