"""JSON Schemas (draft 2020-12) of the interchange form and the annotation form, generated from the model."""
