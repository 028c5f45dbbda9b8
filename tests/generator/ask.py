"""Sentences that ask: a kind, a way of asking, words for it, and what follows for the labels."""

from dataclasses import dataclass, field, replace
from random import Random

from policies.vocabulary import Kind, Manner
from tests.generator.disguise import spell_out
from tests.generator.forms import as_seen_by_others, can_be_retold, forms, heading, noun, sentence
from tests.generator.lexicon import FRAME_WAYS, WRAP_WAYS, Kindred, Lexicon, Saying, fill

SAYING = 0.3
"""Share of the asks that use a sentence of their own where the kind has one."""

REASON = 0.22
"""Share of the asks with a stated purpose where the kind has reasons."""


WORK_TOOLS = ("slack", "chatwork", "discord")
"""Messengers that are as well work tools into which one is invited."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One ask as it is meant. `maybe`: manners that a reader may see in it or not."""

    kind: Kind
    tool: str | None = None
    manner: frozenset[Manner] = frozenset()
    maybe: frozenset[Manner] = frozenset()
    near: tuple[Kind, ...] = ()
    may: tuple[Kind, ...] = ()
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what it means. `rule` tells from which entry it was derived."""

    text: str
    meant: tuple[Meant, ...] = ()
    ways: frozenset[str] = frozenset()
    purpose: str | None = None
    signs: frozenset[str] = frozenset()
    maybe_signs: frozenset[str] = frozenset()
    rule: str = ""


@dataclass(slots=True)
class Asking:
    """Makes sentences of one language, drawing from one source of chance."""

    words: Lexicon
    random: Random
    purposes: bool = True
    stage: str | None = None
    recent: list[str] = field(default_factory=list)

    # --- asking -----------------------------------------------------------------------------------

    def ask(self, kind: Kind, way: str) -> Said:
        """Ask for a kind in a way, or directly where the kind knows no such way."""
        if way in WRAP_WAYS:
            return self._wrapped(kind, way)
        kindred = self.words.kinds[kind]
        says = [one for one in kindred.says if one.way == way and (self.purposes or not one.purpose)]
        framed = way in FRAME_WAYS and (kindred.things or kindred.acts)
        if says and (not framed or self.random.random() < SAYING):
            return self._saying(kindred, self.random.choice(says))
        return self._framed(kindred, way if framed else "direct")

    def blanks(self, kinds: list[Kind]) -> Said:
        """Ask for several things in a form to be filled in."""
        frames = self.words.frames["form"]
        shape = self.random.choice(frames["field"])
        meant, lines = [], []
        for kind in kinds:
            kindred = self.words.kinds[kind]
            tool, name = self._tool(kindred)
            lines.append(fill(shape, {"thing": heading(self._thing(kindred, name), self.words)}))
            meant.append(self._meant(kindred, tool))
        lines += self.random.sample(frames["plain"], self.random.randint(0, 2))
        self.random.shuffle(lines)
        text = "\n".join([self.random.choice(frames["intro"]), *lines])
        return Said(text, tuple(meant), frozenset(["form"]), rule=f"form of {', '.join(kinds)}")

    def enumeration(self, kinds: list[Kind]) -> Said:
        """Ask for several things in one sentence."""
        frames = self.words.frames["join"]
        meant, things = [], []
        for kind in kinds:
            kindred = self.words.kinds[kind]
            tool, name = self._tool(kindred)
            things.append(noun(self._thing(kindred, name), self.words))
            meant.append(self._meant(kindred, tool))
        text = fill(self.random.choice(frames["list"]), {"things": self.random.choice(frames["and"]).join(things)})
        return Said(
            sentence(text, self.words.language), tuple(meant), frozenset(["direct"]), rule=f"list of {', '.join(kinds)}"
        )

    def veiled(self, kind: Kind) -> Said:
        """Ask so that a filter does not see it."""
        kindred = self.words.kinds[kind]
        evasive = frozenset([Manner.EVASIVE])
        ways = [name for name, there in (("veil", kindred.veils), ("veiled", kindred.veiled)) if there]
        if kindred.things and not kindred.veils:
            ways.append("spelt")
        how = self.random.choice(ways) if ways else None
        if how == "veil":
            tool = self.random.choice(sorted(kindred.veils))
            said = self._framed(kindred, "casual", tool=(tool, self.random.choice(kindred.veils[tool])))
        elif how == "veiled":
            text = self.fill(self.random.choice(kindred.veiled))
            said = Said(text, (self._meant(kindred, None),), frozenset(["direct"]), rule=f"{kind} veiled: {text}")
        elif how == "spelt":
            said = self._framed(kindred, "direct", disguised=True)
        else:
            said = self.ask(kind, "casual")
        meant = tuple(replace(one, maybe=one.maybe | evasive, tool=one.tool) for one in said.meant)
        return replace(said, meant=meant, rule=f"evasive, {said.rule}")

    def _wrapped(self, kind: Kind, way: str) -> Said:
        said = self.ask(kind, self.random.choice(("direct", "polite")))
        wrap = self.words.frames["wraps"][way]
        before = self.random.random() < 0.5
        extra = self.fill(self.random.choice(wrap["before" if before else "after"]))
        space = "" if self.words.language == "ja" else " "
        text = f"{extra}{space}{said.text}" if before else f"{said.text}{space}{extra}"
        signs = frozenset(wrap["signs"])
        return replace(said, text=text, ways=said.ways | {way}, maybe_signs=signs, rule=f"{said.rule} + {way}")

    def _saying(self, kindred: Kindred, saying: Saying) -> Said:
        tool, name = self._tool(kindred) if "{tool}" in saying.say else (None, "")
        own = frozenset([Manner.OWN_CONTACT]) if saying.way == "own_contact" else frozenset()
        meant = [self._meant(kindred, tool, manner=saying.manner | own)]
        meant += [self._meant(self.words.kinds[other], None) for other in saying.also]
        text = self.fill(fill(saying.say, {"tool": name}))
        return Said(
            text,
            tuple(meant),
            frozenset([saying.way]),
            saying.purpose,
            saying.signs,
            rule=f"{kindred.kind} says: {saying.say}",
        )

    def _framed(self, kindred: Kindred, way: str, disguised: bool = False, tool: tuple[str, str] | None = None) -> Said:
        if way == "conditional" and self.stage not in (None, "before_contract"):
            way = "polite"
        reason, purpose = self._reason(kindred) if way in ("direct", "polite") else ("", None)
        tool_id, name = tool or self._tool(kindred)
        slots, source = self._object(kindred, name, disguised)
        short = reason and "thing" in slots and self.random.random() < 0.4
        frame = self._frame(self.words.frames["ask"]["short" if short else way], slots)
        text = fill(frame, slots)
        space = "" if self.words.language == "ja" else " "
        text = sentence(f"{reason}{space if reason else ''}{text}", self.words.language)
        ways = frozenset([way, "assumption"] if short else [way])
        own = "{own_" in source
        manner = frozenset([Manner.OWN_CONTACT]) if own else frozenset()
        maybe = frozenset([Manner.VOLUNTARY]) if way == "conditional" else frozenset()
        if source in kindred.at_office:
            maybe |= {Manner.SAFE_PLACE}
        meant = self._meant(kindred, tool_id if "{tool}" in source else None, maybe=maybe | manner)
        rule = f"{kindred.kind} {way}: {frame} | {source}" + (f" | because {purpose}" if purpose else "")
        return Said(self.fill(text), (meant,), ways, purpose, rule=rule)

    # --- telling of it -----------------------------------------------------------------------------

    def report(self, kind: Kind) -> Said:
        """Tell, as the freelancer, that the client asks for a kind."""
        frames = self.words.frames["reports"]
        draw = self.random.random()
        kindred = self.words.kinds[kind]
        if draw < 0.2:
            inner = self.ask(kind, self.random.choice(("direct", "polite", "casual")))
            frame = self.random.choice(frames["quote"])
            return replace(inner, text=fill(frame, {"say": inner.text.rstrip("。. ")}), rule=f"quoted {inner.rule}")
        return self._retold(kindred, frames["own"] if draw < 0.35 else frames, "report")

    def shared(self, kind: Kind) -> Said:
        """Tell, as the freelancer, that the thing has been given already."""
        said = self._retold(self.words.kinds[kind], {"phrase": self.words.frames["shared"]["phrase"]}, "shared")
        return replace(said, ways=frozenset(["direct"]))

    def exclude(self, kind: Kind) -> Said:
        """Say that something is not wanted."""
        frames = self.words.frames["exclusions"]
        kindred = self.words.kinds[kind]
        _, name = self._tool(kindred)
        slots, source = self._object(kindred, name)
        pool = {
            "thing": [*frames["thing"], *frames["answer"], *(frames["tell"] if kindred.verb == "tell" else ())],
            "phrase": frames["phrase"],
        }
        frame = self._frame(pool, slots)
        text = sentence(self.fill(fill(frame, slots)), self.words.language)
        return Said(text, rule=f"exclusion of {kind}: {frame} | {source}")

    def answered_no(self, kind: Kind) -> tuple[str, str, str]:
        """Return the freelancer's question whether something is needed, the client's no, and the rule."""
        frames = self.words.frames["exclusions"]
        kindred = self.words.kinds[kind]
        slots, _ = self._object(kindred, self._tool(kindred)[1], retold=True)
        frame = self._frame({"thing": frames["quoted"], "phrase": frames["quoted"]}, slots)
        quoted = sentence(self.fill(fill(frame, slots)), self.words.language)
        return quoted, self.random.choice(frames["reply"]), f"answered no: {kind}"

    def mention(self, kind: Kind) -> Said:
        """Speak of such a thing without asking for it."""
        text = self.random.choice(self.words.kinds[kind].mentions)
        return Said(self.fill(text), rule=f"mention beside {kind}: {text}")

    # --- parts -------------------------------------------------------------------------------------

    def fill(self, text: str) -> str:
        """Fill the slots for names, sums, links and the like."""
        layout = self.words.layout
        slots = {
            name: self.random.choice(layout[f"{name}s"])
            for name in ("name", "day", "time", "sum", "own_mail", "own_phone", "own_id", "link")
        }
        slots["company"] = self.random.choice(layout["companies"])
        slots["job"] = self.random.choice(self.words.jobs["plain"])
        return fill(text, slots)

    def _retold(self, kindred: Kindred, frames: dict | list, what: str) -> Said:
        pool = frames if isinstance(frames, dict) else {"phrase": frames}
        tool, name = self._tool(kindred)
        slots, source = self._object(kindred, name, retold=True)
        frame = self._frame(pool, slots)
        if "「" not in frame:
            slots = {name: as_seen_by_others(form, self.words.language) for name, form in slots.items()}
        text = sentence(self.fill(fill(frame, slots)), self.words.language)
        office = frozenset([Manner.SAFE_PLACE]) if source in kindred.at_office else frozenset()
        meant = self._meant(kindred, tool if "{tool}" in source else None, maybe=office)
        return Said(text, (meant,), frozenset(["direct"]), rule=f"{what} of {kindred.kind}: {frame} | {source}")

    def _object(
        self, kindred: Kindred, tool: str, disguised: bool = False, retold: bool = False
    ) -> tuple[dict[str, str], str]:
        """Return the slots of a frame for something of this kind, and the entry they come from."""
        acts = [act for act in kindred.acts if not retold or can_be_retold(act[0])]
        things = kindred.things if not retold else [one for one in kindred.things if can_be_retold(one)]
        if acts and not disguised and (not things or self.random.random() < 0.45):
            act = self.random.choice(acts)
            source = act[0]
            slots = forms(tuple(fill(form, {"tool": tool}) for form in act), self.words, retold)
        else:
            thing = self.random.choice(list(things))
            shown = spell_out(fill(thing, {"tool": tool}), self.random) if disguised else fill(thing, {"tool": tool})
            verb = self.random.choice(self.words.frames["verbs"][kindred.verb])
            act = (verb,) if isinstance(verb, str) else tuple(verb)
            source = thing
            slots = forms(tuple(fill(form, {"thing": shown}) for form in act), self.words, retold)
            slots["thing"] = noun(shown, self.words, retold)
        return slots, source

    def _frame(self, pool: dict, slots: dict[str, str]) -> str:
        frames = [*pool.get("phrase", ()), *(pool.get("thing", ()) if "thing" in slots else ())]
        known = {"te", "ru", "go", "do", "doing", "did", "thing"}
        usable = [frame for frame in frames if all(name in slots for name in known if f"{{{name}}}" in frame)]
        return self.random.choice(usable)

    def _reason(self, kindred: Kindred) -> tuple[str, str | None]:
        if not self.purposes or not kindred.because or self.random.random() >= REASON:
            return "", None
        purpose = self.random.choice(sorted(kindred.because))
        return self.random.choice(kindred.because[purpose]), purpose

    def _tool(self, kindred: Kindred) -> tuple[str | None, str]:
        if not kindred.tools:
            return None, ""
        names = list(kindred.tools)
        tool = self.random.choices(names, [max(1, 8 - 2 * place) for place in range(len(names))])[0]
        return tool, self.random.choice(kindred.tools[tool])

    def _thing(self, kindred: Kindred, tool: str) -> str:
        return fill(self.random.choice(kindred.things), {"tool": tool})

    def _meant(
        self,
        kindred: Kindred,
        tool: str | None,
        manner: frozenset[Manner] = frozenset(),
        maybe: frozenset[Manner] = frozenset(),
    ) -> Meant:
        near = kindred.near
        if kindred.kind is Kind.MESSENGER and tool in WORK_TOOLS:
            near = (*near, Kind.SHARED_WORKSPACE)
        return Meant(kindred.kind, tool, manner, maybe, near, kindred.may, kindred.implies)
