"""Learn the weights of the second reader: logistic regressions of scikit-learn over the features of `bot.core.features`.

Two are learned. For each kind, and for "anything": is it asked for in this sentence? For each mention of a kind: is it
asked for, by what stands around it? And last, from the scores of both, boosted trees: is it? They must see scores as they
are for messages of other people, so each message gets them from weights learned without those of its author.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bot.core import features
from bot.core.classify import candidates
from bot.core.evidence import Evidence, Scores
from bot.core.reading import Speaker
from policies.vocabulary import Kind
from policies.weights import FORMAT, ZERO

KINDS = list(Kind)
PARTS = 4
"""Parts of the corpus; the trees see each as it looks to weights learned from the others."""
RARE = 3
"""A feature that fewer sentences have is not learned."""
STRENGTH = {"kind": 0.3, "any": 0.3, "mention": 0.3}
"""Inverse strength of the regularisation."""
WEIGHT = {"here": 1.0, "before": 0.5, "signs": 2.0}
"""How much a feature of each sort counts, before anything is learned."""
KEPT = {"here": 130_000, "before": 30_000, "signs": 20_000}
MENTIONS_KEPT = 12_000
"""So many of the heaviest weights are kept."""
STEPS = 127
TREES = {"n_estimators": 100, "max_leaf_nodes": 12, "max_depth": None, "learning_rate": 0.08, "subsample": 0.6}
LEAST = 20
"""Rows in a leaf."""


@dataclass
class Sample:
    """A message to learn from. `sure`, `either`: for each sentence the kinds asked for, and those that may be."""

    name: str
    speaker: Speaker
    views: list
    sure: list
    either: list
    worth: float = 1.0
    """How many messages it counts for."""
    scores: list = field(default_factory=list)

    @property
    def told(self):
        return self.speaker is Speaker.FREELANCER


class Columns:
    """Rows of features as one matrix."""

    def __init__(self, rows, weight=lambda feature: 1.0):
        counts = Counter(feature for row in rows for feature in row)
        self.names = names = sorted(feature for feature, count in counts.items() if count >= RARE)
        number = {name: at for at, name in enumerate(names)}
        starts, columns = [0], []
        for row in rows:
            columns += [number[feature] for feature in row if feature in number]
            starts.append(len(columns))
        values = np.array([weight(name) for name in names], dtype=np.float32)[columns]
        self.matrix = sparse.csr_matrix((values, columns, starts), shape=(len(rows), len(names)))
        # Sorted now: the solver would do it in place, in every thread at once.
        self.matrix.sort_indices()


class Space:
    """The sentences of all samples, as matrices."""

    def __init__(self, samples, language):
        self.samples = samples
        rows, mentions = [], []
        self.first, self.mentioned = {}, {}
        for sample in samples:
            self.first[id(sample)] = len(rows)
            for at, view in enumerate(sample.views):
                row = [("here", gram) for gram in view.grams]
                row += [("signs", sign) for sign in features.signs(view, told=sample.told)]
                row += [("before", gram) for gram in sample.views[at - 1].grams] if at else []
                rows.append(row)
                for kind in view.mentions:
                    self.mentioned[id(sample), at, kind] = len(mentions)
                    mentions.append(features.mention(view, kind, language, told=sample.told))
        self.here = Columns(rows, lambda feature: WEIGHT[feature[0]])
        self.mention = Columns(mentions)
        self.sure = np.array([[kind in sure for kind in KINDS] for sample in samples for sure in sample.sure])
        self.either = np.array([[kind in either for kind in KINDS] for sample in samples for either in sample.either])
        self.owner = np.array([number for number, sample in enumerate(samples) for _ in sample.views])
        keys = list(self.mentioned)
        number = {id(sample): at for at, sample in enumerate(samples)}
        self.mention_owner = np.array([number[key[0]] for key in keys])
        self.mention_sure = np.array([key[2] in samples[number[key[0]]].sure[key[1]] for key in keys])
        self.mention_either = np.array([key[2] in samples[number[key[0]]].either[key[1]] for key in keys])

    def learn(self, chosen):
        """Learn from the samples of these numbers."""
        worth = np.array([sample.worth for sample in self.samples])
        rows = np.flatnonzero(np.isin(self.owner, list(chosen)))
        matrix, sure, either = self.here.matrix[rows], self.sure[rows], self.either[rows]
        jobs = [(sure.any(1), either.any(1) & ~sure.any(1), STRENGTH["any"])]
        jobs += [(sure[:, at], either[:, at], STRENGTH["kind"]) for at in range(len(KINDS))]
        models = Parallel(n_jobs=2, prefer="threads")(
            delayed(_fit)(matrix, worth[self.owner[rows]], *job) for job in jobs
        )
        at = np.flatnonzero(np.isin(self.mention_owner, list(chosen)))
        about = _fit(
            self.mention.matrix[at],
            worth[self.mention_owner[at]],
            self.mention_sure[at],
            self.mention_either[at],
            STRENGTH["mention"],
        )
        return Learned(
            np.array([model.coef_[0] for model in models]),
            np.array([model.intercept_[0] for model in models]),
            about.coef_[0],
            about.intercept_[0],
        )

    def score(self, learned, chosen):
        """Give the samples of these numbers the scores by what was learned."""
        for number in chosen:
            sample = self.samples[number]
            first = self.first[id(sample)]
            values = self.here.matrix[first : first + len(sample.views)] @ learned.weights.T + learned.bias
            sample.scores = [
                Scores.of([float(value) for value in row], KINDS, self._about(learned, sample, at))
                for at, row in enumerate(values)
            ]

    def _about(self, learned, sample, at):
        """Return the score of each kind mentioned in a sentence."""
        return {
            kind: float((self.mention.matrix[self.mentioned[id(sample), at, kind]] @ learned.about)[0])
            + learned.about_bias
            for kind in sample.views[at].mentions
        }


@dataclass
class Learned:
    """Weights before they are cut down."""

    weights: np.ndarray
    bias: np.ndarray
    about: np.ndarray
    about_bias: float


def _fit(matrix, worth, sure, either, strength):
    return LogisticRegression(C=strength, solver="liblinear", tol=1e-3).fit(
        matrix, sure, sample_weight=np.where(either & ~sure, 0.0, worth)
    )


def part_of(sample):
    """Return the part of the corpus that a message belongs to: by its author, who is named before the hyphen."""
    return sum(map(ord, sample.name.rpartition("-")[0])) % PARTS


def cut(space, learned):
    """Set the light weights to nothing, and all to what one byte can hold, as they will be used."""
    sorts = np.array([sort for sort, _ in space.here.names])
    scale = np.array([WEIGHT[sort] for sort in sorts])
    weights = learned.weights * scale
    for sort, kept in KEPT.items():
        columns = np.flatnonzero(sorts == sort)
        heavy = np.sort(np.abs(weights[:, columns]).ravel())[::-1]
        if len(heavy) > kept:
            block = weights[:, columns]
            block[np.abs(block) < heavy[kept]] = 0
            weights[:, columns] = block
    step = float(np.abs(weights).max() / STEPS)
    whole = np.rint(weights / step).astype(int)
    about = learned.about.copy()
    about[np.abs(about) < np.sort(np.abs(about))[::-1][min(MENTIONS_KEPT, len(about) - 1)]] = 0
    return Learned(whole * step / scale, learned.bias, np.round(about, 3), learned.about_bias), whole, step


def last_rows(samples):
    """Return what the last step weighs, what is right, and whether it counts."""
    rows, right, counts = [], [], []
    for sample in samples:
        evidence = Evidence(sample.views, sample.scores, told=sample.told)
        for at, view in enumerate(sample.views):
            for kind in candidates(view, sample.scores[at].kinds):
                rows.append(evidence.row(at, kind))
                right.append(kind in sample.sure[at])
                counts.append(kind not in sample.either[at])
    return np.array(rows), np.array(right), np.array(counts)


def learn_last(samples):
    """Learn the last step from samples that have scores. Return its trees, and what is added to their sum."""
    rows, right, counts = last_rows(samples)
    model = GradientBoostingClassifier(**TREES, min_samples_leaf=LEAST, random_state=0).fit(rows[counts], right[counts])
    trees = [_tree(each.tree_, 0, TREES["learning_rate"]) for each in model.estimators_[:, 0]]
    prior = right[counts].mean()
    return trees, float(np.log(prior / (1 - prior)))


def _tree(tree, node, rate):
    """Return a tree from that node on, as it is written down."""
    if tree.children_left[node] == -1:
        return round(float(tree.value[node][0][0]) * rate, 4)
    below = (_tree(tree, side[node], rate) for side in (tree.children_left, tree.children_right))
    return [int(tree.feature[node]), round(float(tree.threshold[node]), 4), *below]


def packed(space, learned, whole, step, last, levels, corpus):
    """Return the weights as they are written down."""
    rows = {sort: {} for sort in WEIGHT}
    for column, (sort, name) in enumerate(space.here.names):
        outputs = np.flatnonzero(whole[:, column])
        if len(outputs):
            rows[sort][name] = bytes(
                value for output in outputs for value in (int(output), int(whole[output, column]) + ZERO)
            ).hex()
    mention = {name: float(weight) for name, weight in zip(space.mention.names, learned.about, strict=True) if weight}
    return {
        "format": FORMAT,
        "corpus": corpus,
        "kinds": [str(kind) for kind in KINDS],
        "step": step,
        "bias": [round(float(value), 4) for value in learned.bias],
        **rows,
        "mention": mention,
        "mention_bias": round(float(learned.about_bias), 4),
        "trees": last[0],
        "final_bias": round(last[1], 4),
        **levels,
    }
