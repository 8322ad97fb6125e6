"""A training that was interrupted goes on from an epoch that was kept. No pickle: safetensors, JSON, and torch's own
files read with `weights_only`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from hudna.files import Owner, replace_folder
from hudna.findings import Finding, InvalidDataError

_STATE, _WEIGHTS, _OPTIMIZER = "state.json", "weights.safetensors", "optimizer.pt"
_KEPT = Owner(
    what="training that was interrupted",
    owns=lambda folder: (folder / _STATE).is_file(),
    knows=lambda _, name: name in (_STATE, _WEIGHTS, _OPTIMIZER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoints:
    """The last epoch that was kept in `folder`; `identity` tells one training from another (data, arguments, seed,
    encoder). One epoch in `every` is kept: each is three times as large as what is trained."""

    folder: Path
    identity: str
    every: int = 5

    def keep(self, epochs: int, network: nn.Module, optimizer: Any) -> None:
        """Write the state after so many epochs in place of the one before; the whole or nothing."""
        trained = {name: value.detach().contiguous().cpu() for name, value in _trained(network).items()}
        with replace_folder(self.folder, _KEPT) as temporary:
            save_file(trained, temporary / _WEIGHTS)
            torch.save(optimizer.state_dict(), temporary / _OPTIMIZER)
            state = {"epochs": epochs, "identity": self.identity}
            (temporary / _STATE).write_text(json.dumps(state, indent=2) + "\n", encoding="utf-8")

    def restore(self, network: nn.Module, optimizer: Any) -> int:
        """Put the kept state into both, and say how many epochs are done; 0 where nothing is kept.

        Raises: InvalidDataError for the state of another training.
        """
        path = self.folder / _STATE
        if not path.exists():
            return 0
        state = json.loads(path.read_text(encoding="utf-8"))
        if state["identity"] != self.identity:
            found = f"found a training {state['identity']:.12} against {self.identity:.12}"
            hint = "It has other data or arguments; name another folder, or remove this one."
            raise InvalidDataError([Finding(str(path), 1, "other-training", found, hint)])
        network.load_state_dict(load_file(self.folder / _WEIGHTS), strict=False)
        optimizer.load_state_dict(torch.load(self.folder / _OPTIMIZER, weights_only=True, map_location="cpu"))
        return int(state["epochs"])


def _trained(network: nn.Module) -> dict[str, torch.Tensor]:
    """What training changes; the rest is as it was made."""
    return {name: parameter for name, parameter in network.named_parameters() if parameter.requires_grad}
