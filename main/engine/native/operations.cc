#include "operations.h"

#include <cstring>
#include <memory>
#include <new>
#include <string>

#include "matrix-product.h"
#include "tensorflow-api.h"

namespace workbench {
namespace {

// TensorFlow's numbers (tf_datatype.h, tsl_status.h).
constexpr int kFloat = 1;
constexpr int kInvalidArgument = 3;
constexpr int kResourceExhausted = 8;

struct Delete {
  void operator()(TF_Status* status) const { TF_DeleteStatus(status); }
  void operator()(TF_Tensor* tensor) const { TF_DeleteTensor(tensor); }
};
using Status = std::unique_ptr<TF_Status, Delete>;
using Tensor = std::unique_ptr<TF_Tensor, Delete>;

bool Failed(const Status& status) { return TF_GetCode(status.get()) != 0; }

constexpr char kMatMul[] = "WorkbenchMatMul";

/** epilogue(a x b), or with the transposes of either; `side` is what the epilogue needs (matrix-product.h). */
class MatMul {
 public:
  static void* Create(TF_OpKernelConstruction* context) {
    const Status status(TF_NewStatus());
    const auto boolean = [&](const char* name) {
      unsigned char value = 0;
      if (!Failed(status)) {
        TF_OpKernelConstruction_GetAttrBool(context, name, &value, status.get());
      }
      return value != 0;
    };
    auto made = std::make_unique<MatMul>();
    made->transpose_a_ = boolean("transpose_a");
    made->transpose_b_ = boolean("transpose_b");
    made->round_to_bfloat16_ = boolean("round_to_bfloat16");
    char epilogue[16] = "";
    if (!Failed(status)) {
      TF_OpKernelConstruction_GetAttrString(context, "epilogue", epilogue, sizeof epilogue - 1,
                                            status.get());
    }
    made->epilogue_ = EpilogueNamed(epilogue);
    if (Failed(status)) TF_OpKernelConstruction_Failure(context, status.get());
    return made.release();
  }

  static void Destroy(void* kernel) { delete static_cast<MatMul*>(kernel); }

  static void Compute(void* kernel, TF_OpKernelContext* context) {
    const Status status(TF_NewStatus());
    try {
      static_cast<const MatMul*>(kernel)->Compute(context, status);
    } catch (const std::bad_alloc&) {
      TF_SetStatus(status.get(), kResourceExhausted, "There is not enough memory for a matrix product.");
    }
    if (Failed(status)) TF_OpKernelContext_Failure(context, status.get());
  }

 private:
  static Epilogue EpilogueNamed(const char* name) {
    if (std::strcmp(name, "bias") == 0) return Epilogue::kBias;
    if (std::strcmp(name, "bias_relu") == 0) return Epilogue::kBiasRelu;
    if (std::strcmp(name, "relu_gradient") == 0) return Epilogue::kReluGradient;
    return Epilogue::kNone;
  }

  void Compute(TF_OpKernelContext* context, const Status& status) const {
    const Tensor a = Input(context, 0, status);
    const Tensor b = Input(context, 1, status);
    const Tensor side = epilogue_ == Epilogue::kNone ? nullptr : Input(context, 2, status);
    if (Failed(status)) return;
    if (TF_NumDims(a.get()) != 2 || TF_NumDims(b.get()) != 2) {
      return Refuse(status, "Only matrices can be multiplied.");
    }
    const Matrix left = MatrixOf(a, transpose_a_), right = MatrixOf(b, transpose_b_);
    const int64_t shape[] = {left.Rows(), right.Columns()};
    if (left.Columns() != right.Rows()) {
      return Refuse(status, "The inner dimensions of a matrix product differ.");
    }
    if (side != nullptr && !Fits(side, shape)) {
      return Refuse(status, "A matrix product's epilogue is given a tensor of another size.");
    }
    const Tensor product(TF_AllocateOutput(context, 0, kFloat, shape, 2,
                                           shape[0] * shape[1] * sizeof(float), status.get()));
    if (Failed(status)) return;
    Multiply(left, right, epilogue_, side ? Values(side) : nullptr, round_to_bfloat16_,
             Values(product));
  }

  static Tensor Input(TF_OpKernelContext* context, int index, const Status& status) {
    TF_Tensor* tensor = nullptr;
    if (index >= TF_NumInputs(context)) {
      Refuse(status, "A matrix product's epilogue lacks its tensor.");
    } else if (!Failed(status)) {
      TF_GetInput(context, index, &tensor, status.get());
    }
    return Tensor(tensor);
  }

  /** A vector with a value a column, or a matrix of the product's size. */
  bool Fits(const Tensor& side, const int64_t (&shape)[2]) const {
    const int dimensions = TF_NumDims(side.get());
    if (epilogue_ != Epilogue::kReluGradient) {
      return dimensions == 1 && TF_Dim(side.get(), 0) == shape[1];
    }
    return dimensions == 2 && TF_Dim(side.get(), 0) == shape[0] && TF_Dim(side.get(), 1) == shape[1];
  }

  static Matrix MatrixOf(const Tensor& tensor, bool transposed) {
    return {Values(tensor), TF_Dim(tensor.get(), 0), TF_Dim(tensor.get(), 1), transposed};
  }

  static float* Values(const Tensor& tensor) {
    return static_cast<float*>(TF_TensorData(tensor.get()));
  }

  static void Refuse(const Status& status, const char* why) {
    TF_SetStatus(status.get(), kInvalidArgument, why);
  }

  bool transpose_a_ = false;
  bool transpose_b_ = false;
  bool round_to_bfloat16_ = false;
  Epilogue epilogue_ = Epilogue::kNone;
};

void Define(TF_Status* status) {
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(kMatMul);
  for (const char* input : {"a: float", "b: float", "side: sides * float"}) {
    TF_OpDefinitionBuilderAddInput(definition, input);
  }
  TF_OpDefinitionBuilderAddOutput(definition, "product: float");
  for (const char* attribute : {
           "transpose_a: bool",
           "transpose_b: bool",
           "round_to_bfloat16: bool",
           "epilogue: {'none', 'bias', 'bias_relu', 'relu_gradient'}",
           "sides: int >= 0",
       }) {
    TF_OpDefinitionBuilderAddAttr(definition, attribute);
  }
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, TF_ShapeInferenceContextSetUnknownShape);
  TF_RegisterOpDefinition(definition, status);
}

}  // namespace

const char* RegisterOperations() {
  // A process may load the addon more than once, but TensorFlow takes a name only once.
  static const Status status = [] {
    Status made(TF_NewStatus());
    Define(made.get());
    if (!Failed(made)) {
      TF_KernelBuilder* kernel = TF_NewKernelBuilder(kMatMul, "CPU", MatMul::Create,
                                                     MatMul::Compute, MatMul::Destroy);
      TF_RegisterKernelBuilder(kMatMul, kernel, made.get());
    }
    return made;
  }();
  return Failed(status) ? TF_Message(status.get()) : nullptr;
}

}  // namespace workbench
