"use strict";
const report = JSON.parse(document.getElementById("report").textContent);
const state = document.getElementById("state");

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.at");
  if (!button) return;
  const sound = button.closest("section").querySelector("audio");
  if (sound) { sound.currentTime = Number(button.dataset.at); sound.play(); }
});

function remarksOf(area) {
  const found = [];
  for (const line of area.value.split("\n")) {
    const text = line.trim();
    if (!text) continue;
    const time = /^(\d{1,3}):([0-5]?\d)\s+(.+)$/.exec(text);
    found.push({ answer: Number(area.dataset.answer) + 1,
                 at: time ? Number(time[1]) * 60 + Number(time[2]) : 0,
                 text: [...(time ? time[3] : text)].slice(0, 2000).join("") });
  }
  return found;
}

document.getElementById("save").addEventListener("click", () => {
  const by = document.getElementById("by").value.trim();
  if (!by) { state.textContent = "Write your name at the top first."; document.getElementById("by").focus(); return; }
  const scores = [...document.querySelectorAll("input[type=radio]:checked")].map((input) => ({
    answer: Number(input.dataset.answer) + 1, criterion: input.dataset.criterion, level: Number(input.value) }));
  const remarks = [...document.querySelectorAll("textarea")].flatMap(remarksOf);
  if (!scores.length && !remarks.length) { state.textContent = "Choose a level or write a remark first."; return; }
  const file = new Blob([JSON.stringify({ tpmdesk: "scores", attempt: report.attempt, by, scores, remarks }, null, 2)],
                        { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `scores-${report.attempt}-${by.replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
  state.textContent = "Saved. Send the file back to the person who gave you this page.";
});
