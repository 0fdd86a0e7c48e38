// Puts the question box of {{ site }} where this script, or an element [data-luatsong-hoi-dap], stands.
(() => {
  const place = document.querySelector("[data-luatsong-hoi-dap]");
  const frame = document.createElement("iframe");
  frame.src = "{{ site|escapejs }}{% url 'portal:assistant-embedded' %}";
  frame.title = "Hỏi đáp pháp luật";
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  frame.style.cssText = "width:100%;min-height:560px;border:0";
  if (place) place.append(frame);
  else document.currentScript.after(frame);
})();
