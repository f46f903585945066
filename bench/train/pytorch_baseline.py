"""The workbench's network in PyTorch, as fast as PyTorch trains it on a processor: all images in
memory, no DataLoader, fused Adam, denormals flushed to zero as TensorFlow does.

Takes the same task as epochs.ts and speaks the same protocol: an epoch for every line on standard
input, a line of JSON on standard output when it is ready and after each epoch.
"""

import json
import os
import resource
import struct
import sys
import time
import warnings

# NumPy is not needed here, and torch complains where it is missing.
warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

import torch
from torch import nn
from torch.nn import functional as F

PIXELS = 28 * 28
CLASSES = 10


def read_idx(path: str) -> torch.Tensor:
    """The bytes of an IDX file: images [n, 784] or labels [n]."""
    with open(path, "rb") as file:
        content = bytearray(file.read())
    (magic, count) = struct.unpack(">II", content[:8])
    header = 16 if magic == 0x803 else 8
    values = torch.frombuffer(content, dtype=torch.uint8, offset=header)
    return values.reshape(count, PIXELS) if magic == 0x803 else values


class Cvae(nn.Module):
    def __init__(self, encoder_sizes: list[int], decoder_sizes: list[int], latents: int):
        super().__init__()
        self.encoder = perceptron([PIXELS + CLASSES, *encoder_sizes])
        self.mean = nn.Linear(encoder_sizes[-1], latents)
        self.log_variance = nn.Linear(encoder_sizes[-1], latents)
        self.decoder = perceptron([latents + CLASSES, *decoder_sizes])
        self.logits = nn.Linear(decoder_sizes[-1], PIXELS)

    def loss(self, images: torch.Tensor, codes: torch.Tensor, beta: float) -> torch.Tensor:
        """Negative ELBO of images [n, 784] and one-hot labels [n, 10]: nats an image."""
        hidden = self.encoder(torch.cat([images, codes], 1))
        mean, log_variance = self.mean(hidden), self.log_variance(hidden)
        latents = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        logits = self.logits(self.decoder(torch.cat([latents, codes], 1)))
        reconstruction = F.binary_cross_entropy_with_logits(logits, images, reduction="sum")
        kl = -0.5 * torch.sum(1 + log_variance - mean.square() - log_variance.exp())
        return (reconstruction + beta * kl) / len(images)


def perceptron(widths: list[int]) -> nn.Sequential:
    layers: list[nn.Module] = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers)


def say(line: dict) -> None:
    print(json.dumps(line), flush=True)


def main() -> None:
    task = json.loads(sys.argv[1])
    config = task["config"]
    torch.set_flush_denormal(True)
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    torch.manual_seed(config["seed"])

    count = config["trainLimit"]
    images = read_idx(task["mnist"]["trainImages"])[:count].float() / 255
    labels = read_idx(task["mnist"]["trainLabels"])[:count].long()
    codes = F.one_hot(labels, CLASSES).float()

    model = Cvae(config["encoderSizes"], config["decoderSizes"], config["latentDimensions"])
    optimizer = torch.optim.Adam(model.parameters(), lr=config["learningRate"], fused=True)
    size = config["batchSize"]
    python = ".".join(map(str, sys.version_info[:3]))
    say({"versions": {"pytorch": torch.__version__, "python": python}})

    for _ in sys.stdin:
        start = time.perf_counter()
        order = torch.randperm(len(images))
        for step in range(len(images) // size):
            batch = order[step * size : (step + 1) * size]
            optimizer.zero_grad(set_to_none=True)
            loss = model.loss(images[batch], codes[batch], config["beta"])
            loss.backward()
            optimizer.step()
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        say({"seconds": seconds, "peakBytes": peak})


main()
