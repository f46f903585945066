"""Loads SavedModels, calls each signature, trains three steps, and prints what it saw as JSON.

Takes a folder that holds one folder for each model, with its `config.json` beside it.
"""

import json
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import tensorflow as tf


def given(signature, config: dict, n: int) -> dict:
    """What the signature asks for, of n examples."""
    values = {
        "images": tf.fill([n, 784], 0.25),
        "labels": tf.range(n) % 10,
        "latents": tf.zeros([n, config["latentDimensions"]]),
    }
    names = signature.structured_input_signature[1]
    return {name: values[name] for name in names}


def seen(folder: Path, config: dict) -> dict:
    signatures = tf.saved_model.load(str(folder)).signatures
    encode, decode, train = (signatures[name] for name in ("encode", "decode", "train_step"))
    before = encode(**given(encode, config, 3))["mean"]
    decoded = decode(**given(decode, config, 7))["images"]
    batch = given(train, config, config["batchSize"])
    losses = [float(train(**batch)["loss"]) for _ in range(3)]
    after = encode(**given(encode, config, 3))["mean"]
    return {
        "mean": before.numpy().tolist(),
        "decoded": list(decoded.shape),
        "firstDecoded": decoded[0].numpy().tolist(),
        "losses": losses,
        "moved": float(tf.reduce_max(tf.abs(after - before))),
    }


models = {path.stem: json.loads(path.read_text()) for path in Path(sys.argv[1]).glob("*.json")}
print(json.dumps({name: seen(Path(sys.argv[1]) / name, models[name]) for name in models}))
