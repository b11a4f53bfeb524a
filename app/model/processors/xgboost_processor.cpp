// The built-in `xgboost` processor: an EAS C processor around libxgboost's C API.

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>
#include <xgboost/c_api.h>

using nlohmann::json;

namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr const char *predictSettings = R"({"type":0,"training":false,"iteration_begin":0,"iteration_end":0,)"
                                        R"("strict_shape":true,"missing":NaN,"cache_id":0})";

struct Model
{
    BoosterHandle booster = nullptr;
    std::size_t featureCount = 0;
    std::map<std::string, std::size_t, std::less<>> features; // empty when the model has no names
    ~Model()
    {
        if (booster)
            XGBoosterFree(booster);
    }
};

struct Rows
{
    std::vector<float> values;
    std::size_t count = 0;
    std::string error; // empty when fine
};

std::string rowName(std::size_t row)
{
    return "row " + std::to_string(row + 1);
}

bool readNumber(const json &value, float &out)
{
    if (value.is_null())
        out = missing;
    else if (value.is_number())
        out = value.get<float>();
    else
        return false;
    return true;
}

std::string readArrayRow(const Model &model, const json &row, std::size_t index, float *out)
{
    if (row.size() != model.featureCount) {
        return rowName(index) + " has " + std::to_string(row.size()) + " values, but the model needs " +
               std::to_string(model.featureCount);
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!readNumber(row[i], out[i]))
            return rowName(index) + ", value " + std::to_string(i + 1) + " is neither a number nor null";
    }
    return {};
}

std::string readObjectRow(const Model &model, const json &row, std::size_t index, float *out)
{
    if (model.features.empty())
        return rowName(index) + " is an object, but the model has no feature names; send arrays";
    for (const auto &[name, value] : row.items()) {
        const auto feature = model.features.find(name);
        if (feature == model.features.end())
            return rowName(index) + ": the model has no feature '" + name.substr(0, 100) + "'";
        if (!readNumber(value, out[feature->second]))
            return rowName(index) + ": feature '" + name + "' is neither a number nor null";
    }
    return {};
}

Rows readRows(const Model &model, const void *data, int size)
{
    Rows rows;
    const char *text = static_cast<const char *>(data);
    const json document = json::parse(text, text + size, nullptr, false);
    if (document.is_discarded() || !document.is_array() || document.empty()) {
        rows.error =
            "the request must be a JSON array with at least one row: objects by feature name, or arrays of numbers";
        return rows;
    }
    rows.count = document.size();
    rows.values.assign(rows.count * model.featureCount, missing);
    for (std::size_t i = 0; i < rows.count && rows.error.empty(); ++i) {
        float *out = rows.values.data() + i * model.featureCount;
        if (document[i].is_array())
            rows.error = readArrayRow(model, document[i], i, out);
        else if (document[i].is_object())
            rows.error = readObjectRow(model, document[i], i, out);
        else
            rows.error = rowName(i) + " is neither an object nor an array";
    }
    return rows;
}

struct Prediction
{
    const bst_ulong *shape = nullptr;
    bst_ulong dimensions = 0;
    const float *values = nullptr;
};

// The array that XGBoost reads in place.
std::string arrayInterface(const std::vector<float> &values, std::size_t rows, std::size_t columns)
{
    return R"({"data":[)" + std::to_string(reinterpret_cast<std::uintptr_t>(values.data())) + R"(,true],"shape":[)" +
           std::to_string(rows) + "," + std::to_string(columns) + R"(],"typestr":"<f4","version":3})";
}

bool predict(const Model &model, const std::vector<float> &values, std::size_t rows, Prediction &prediction)
{
    const std::string array = arrayInterface(values, rows, model.featureCount);
    return XGBoosterPredictFromDense(model.booster, array.c_str(), predictSettings, nullptr, &prediction.shape,
                                     &prediction.dimensions, &prediction.values) == 0;
}

// The shortest text that reads back as the same float32.
void appendNumber(std::string &text, float value)
{
    char buffer[32];
    if (!std::isfinite(value)) {
        text += "null";
        return;
    }
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    text.append(buffer, end);
}

std::string toJson(const Prediction &prediction, std::size_t rows)
{
    std::size_t total = 1;
    for (bst_ulong i = 0; i < prediction.dimensions; ++i)
        total *= prediction.shape[i];
    const std::size_t width = rows ? total / rows : 0;
    std::string text = "[";
    for (std::size_t row = 0; row < rows; ++row) {
        text += row ? "," : "";
        text += width == 1 ? "" : "[";
        for (std::size_t i = 0; i < width; ++i) {
            text += i ? "," : "";
            appendNumber(text, prediction.values[row * width + i]);
        }
        text += width == 1 ? "" : "]";
    }
    return text + "]";
}

int answer(const std::string &text, int status, void **output, int *outputSize)
{
    *output = std::malloc(text.size() + 1);
    if (!*output)
        return 500;
    std::memcpy(*output, text.c_str(), text.size() + 1);
    *outputSize = static_cast<int>(text.size());
    return status;
}

bool loadFeatures(Model &model)
{
    bst_ulong count = 0;
    if (XGBoosterGetNumFeature(model.booster, &count) != 0)
        return false;
    model.featureCount = count;
    bst_ulong named = 0;
    const char **names = nullptr;
    if (XGBoosterGetStrFeatureInfo(model.booster, "feature_name", &named, &names) != 0)
        return false;
    for (bst_ulong i = 0; i < named; ++i)
        model.features.emplace(names[i], i);
    return model.featureCount > 0;
}

bool load(Model &model, const char *file)
{
    if (XGBoosterCreate(nullptr, 0, &model.booster) != 0 || XGBoosterLoadModel(model.booster, file) != 0)
        return false;
    const char *threads = std::getenv("OMP_NUM_THREADS");
    if (XGBoosterSetParam(model.booster, "nthread", threads ? threads : "1") != 0 || !loadFeatures(model))
        return false;
    // The first call configures the booster, which is not for several threads at once.
    Prediction prediction;
    return predict(model, std::vector<float>(model.featureCount, missing), 1, prediction);
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) const char *slipway_content_type()
{
    return "application/json";
}

__attribute__((visibility("default"))) void *initialize(const char *modelEntry, const char *, int *state)
{
    auto model = std::make_unique<Model>();
    *state = load(*model, modelEntry) ? 0 : 400;
    if (*state == 0)
        return model.release();
    const std::string reason = XGBGetLastError();
    std::fprintf(stderr, "xgboost cannot load %s: %s\n", modelEntry, reason.substr(0, reason.find('\n')).c_str());
    return nullptr;
}

__attribute__((visibility("default"))) int process(void *handle, const void *input, int inputSize, void **output,
                                                   int *outputSize)
{
    const Model &model = *static_cast<const Model *>(handle);
    const Rows rows = readRows(model, input, inputSize);
    if (!rows.error.empty())
        return answer(rows.error, 400, output, outputSize);
    Prediction prediction;
    if (!predict(model, rows.values, rows.count, prediction))
        return answer(std::string("xgboost: ") + XGBGetLastError(), 400, output, outputSize);
    return answer(toJson(prediction, rows.count), 200, output, outputSize);
}
}
