/* The editor of rich text makes <style> elements (its prompt, the numbers of lists). The content
   policy lets in those that bear the nonce of this page; it stands on this very script. */
(function () {
  "use strict";
  const nonce = document.currentScript.nonce;
  const make = Document.prototype.createElement;
  Document.prototype.createElement = function createElement(name, ...more) {
    const made = make.call(this, name, ...more);
    if (String(name).toLowerCase() === "style") made.nonce = nonce;
    return made;
  };
})();
