#pragma once

namespace workbench {

/** Makes the operations known to TensorFlow; null, or what it objects to. */
const char* RegisterOperations();

}  // namespace workbench
