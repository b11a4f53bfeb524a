#include "app/model/host_settings.h"
#include "app/model/processor.h"

#include <cstdlib>
#include <dlfcn.h>
#include <limits>

namespace slipway::host {

namespace {

using InitializeFunction = void *(*)(const char *modelEntry, const char *modelConfig, int *state);
using ProcessFunction = int (*)(void *handle, const void *input, int inputSize, void **output, int *outputSize);
using ContentTypeFunction = const char *(*)();

template <class Function>
Function symbol(void *library, const char *name)
{
    return reinterpret_cast<Function>(dlsym(library, name));
}

// 0 and 200 are success; a number that is no HTTP error status becomes 400 (reference: eas 6.2).
int statusOf(int returned)
{
    if (returned == 0 || returned == 200)
        return 200;
    return returned >= 400 && returned <= 599 ? returned : 400;
}

class PluginProcessor final : public Processor
{
public:
    PluginProcessor(void *handle, ProcessFunction function, std::string contentType)
        : m_handle(handle), m_process(function), m_contentType(std::move(contentType))
    {
    }

    Answer process(const Request &request) override
    {
        if (request.body.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
            return plainAnswer(413, "the request is too large for this processor");
        void *output = nullptr;
        int size = 0;
        const int returned =
            m_process(m_handle, request.body.data(), static_cast<int>(request.body.size()), &output, &size);
        Answer answer;
        answer.status = statusOf(returned);
        answer.contentType = answer.status == 200 ? m_contentType : "text/plain; charset=utf-8";
        if (output && size > 0)
            answer.body.assign(static_cast<const char *>(output), static_cast<std::size_t>(size));
        std::free(output);
        return answer;
    }

private:
    void *m_handle;
    ProcessFunction m_process;
    std::string m_contentType;
};

} // namespace

Result<std::unique_ptr<Processor>> loadPlugin(const std::string &file, const HostSettings &settings)
{
    void *library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return Failure{exitPluginMissing, std::string("the processor cannot be loaded: ") + dlerror()};
    const auto initialize = symbol<InitializeFunction>(library, "initialize");
    auto process = symbol<ProcessFunction>(library, "process");
    if (!process)
        process = symbol<ProcessFunction>(library, "Process"); // as older pages spell it
    if (!initialize || !process)
        return Failure{exitSymbolMissing,
                       "the processor " + file + " has no function " + (initialize ? "process" : "initialize")};
    int state = 0;
    const std::string entry = modelEntryPath(settings);
    void *handle = initialize(entry.c_str(), settings.modelConfig.c_str(), &state);
    if (state != 0) {
        return Failure{exitInitializeFailed,
                       "the processor refused the model (initialize answered state " + std::to_string(state) + ")"};
    }
    const auto contentType = symbol<ContentTypeFunction>(library, "slipway_content_type");
    return std::unique_ptr<Processor>(
        std::make_unique<PluginProcessor>(handle, process, contentType ? contentType() : "application/octet-stream"));
}

} // namespace slipway::host
