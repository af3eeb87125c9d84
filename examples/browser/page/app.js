// Everything a page does about sessions. There is no token in here to lose.
import { mintmark } from "/assets/mintmark.js";

const $ = (id) => document.getElementById(id);
const session = mintmark({ onEnd: () => nobody("You are signed out.") });

function nobody(why) {
    $("orders").replaceChildren();
    $("name").textContent = "";
    $("over").textContent = why;
    $("somebody").hidden = $("person").hidden = true;
    $("nobody").hidden = false;
}

async function somebody(user) {
    $("name").textContent = user.name;
    $("nobody").hidden = true;
    $("somebody").hidden = $("person").hidden = false;
    await list();
}

async function list() {
    const answer = await session.fetch("/orders");
    if (!answer.ok) return say(answer);
    const { orders } = await answer.json();
    $("none").hidden = orders.length > 0;
    // textContent, never innerHTML: what people typed stays text.
    $("orders").replaceChildren(...orders.map(({ item }) => {
        const line = document.createElement("li");
        line.textContent = item;
        return line;
    }));
}

function say(answer) {
    $("problem").textContent = answer.ok ? "" : `That did not work (${answer.status}).`;
}

$("add").addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await session.fetch("/orders", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ item: $("item").value }),
    });
    say(answer);
    if (answer.ok) {
        event.target.reset();
        await list();
    }
});
$("sign-out").addEventListener("click", () => session.signOut());
$("sign-out-everywhere").addEventListener("click", () => session.signOut({ everywhere: true }));

const { authenticated, user } = await session.look();
if (authenticated) await somebody(user);
else nobody("");
