"""Loads SavedModels, calls each signature, trains on given batches, and prints what it saw as JSON.

Takes a folder that holds one folder for each model. Beside it, in a file of its name that ends in
`.json`, is what its signatures are given: {"encode": {...}, "decode": {...}, "train_step": [{...}, ...]}.
"""

import json
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import tensorflow as tf


def call(signature, values: dict) -> dict:
    """What the signature gives for as much of the values as it asks for."""
    asked = signature.structured_input_signature[1]
    given = {name: tf.constant(values[name], spec.dtype) for name, spec in asked.items()}
    return {name: value.numpy().tolist() for name, value in signature(**given).items()}


def seen(folder: Path) -> dict:
    given = json.loads(folder.with_suffix(".json").read_text())
    signatures = tf.saved_model.load(str(folder)).signatures

    def state() -> dict:
        return {name: call(signatures[name], given[name]) for name in ("encode", "decode")}

    before = state()
    losses = [call(signatures["train_step"], batch) for batch in given["train_step"]]
    return {"before": before, "losses": losses, "after": state()}


folders = [path for path in Path(sys.argv[1]).iterdir() if path.is_dir()]
print(json.dumps({folder.name: seen(folder) for folder in folders}))
