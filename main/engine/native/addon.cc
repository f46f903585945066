#include <node_api.h>

#include "operations.h"

namespace {

void Export(napi_env env, napi_value exports, const char* name, bool value) {
  napi_value boolean;
  napi_get_boolean(env, value, &boolean);
  napi_set_named_property(env, exports, name, boolean);
}

}  // namespace

/** Makes the operations known to TensorFlow, which must be loaded already. Exports what native-kernels.ts says. */
NAPI_MODULE_INIT() {
  const bool runs = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  // TensorFlow's own products make good use of wider registers, and poor use of these.
  const bool gains = runs && !__builtin_cpu_supports("avx512f");
  if (runs) {
    const char* objection = workbench::RegisterOperations();
    if (objection != nullptr) {
      napi_throw_error(env, nullptr, objection);
      return nullptr;
    }
  }
  Export(env, exports, "runs", runs);
  Export(env, exports, "gains", gains);
  return exports;
}
