#include "app/model/host_settings.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

using nlohmann::json;
namespace fs = std::filesystem;

namespace slipway::host {

namespace {

std::string textAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double numberAt(const json &document, const char *pointer, double otherwise)
{
    const json::json_pointer at(pointer);
    if (!document.contains(at))
        return otherwise;
    const json &value = document.at(at);
    if (value.is_number())
        return value.get<double>();
    return value.is_string() ? std::strtod(value.get_ref<const std::string &>().c_str(), nullptr) : otherwise;
}

void readContainer(const json &document, HostSettings &settings)
{
    const auto containers = document.find("containers");
    if (containers == document.end() || !containers->is_array() || containers->empty())
        return;
    const json &container = containers->front();
    settings.command = textAt(container, "command");
    if (settings.command.empty())
        settings.command = textAt(container, "script");
    settings.port = static_cast<int>(numberAt(container, "/port", 8000));
    for (const json &entry : container.value("env", json::array()))
        settings.environment.emplace_back(textAt(entry, "name"), textAt(entry, "value"));
}

void readLimits(const json &document, HostSettings &settings)
{
    const double cpu = numberAt(document, "/metadata/cpu", 1);
    settings.threadsPerCall = std::clamp(static_cast<int>(std::ceil(cpu)), 1, 256);
    settings.workerThreads =
        std::clamp(static_cast<int>(numberAt(document, "/metadata/rpc/worker_threads", 5)), 1, 1024);
    settings.maxQueue = std::max(1, static_cast<int>(numberAt(document, "/metadata/rpc/max_queue_size", 64)));
    settings.keepalive =
        std::chrono::milliseconds(static_cast<long>(numberAt(document, "/metadata/rpc/keepalive", 5000)));
    const double runtimeGrace = numberAt(document, "/runtime/termination_grace_period", 30);
    settings.grace = std::chrono::seconds(
        static_cast<long>(numberAt(document, "/metadata/eas/termination_grace_period", runtimeGrace)));
}

std::string onlyEntry(const fs::path &folder)
{
    std::error_code error;
    std::vector<fs::path> entries;
    for (const auto &entry : fs::directory_iterator(folder, error))
        entries.push_back(entry.path());
    return entries.size() == 1 ? entries.front().string() : folder.string();
}

} // namespace

Result<HostSettings> readHostSettings(const std::string &descriptionFile)
{
    std::ifstream file(descriptionFile, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const json document = json::parse(text, nullptr, false);
    if (!file || !document.is_object())
        return Failure{exitBadDescription, "cannot read the service description " + descriptionFile};
    try {
        HostSettings settings;
        settings.processor = textAt(document, "processor");
        settings.processorType = textAt(document, "processor_type");
        settings.processorEntry = textAt(document, "processor_entry");
        settings.modelEntry = textAt(document, "model_entry");
        const auto config = document.find("model_config");
        if (config != document.end())
            settings.modelConfig = config->is_string() ? config->get<std::string>() : config->dump();
        readContainer(document, settings);
        readLimits(document, settings);
        return settings;
    } catch (const json::exception &e) {
        return Failure{exitBadDescription,
                       std::string("a field of the service description has the wrong type: ") + e.what()};
    }
}

std::string modelEntryPath(const HostSettings &settings)
{
    const fs::path folder = fs::path(settings.artefact) / "model";
    if (!settings.modelEntry.empty())
        return (folder / settings.modelEntry).string();
    return onlyEntry(folder);
}

std::string packageFolder(const HostSettings &settings)
{
    const fs::path package = fs::path(settings.artefact) / "processor";
    std::error_code error;
    if (fs::is_directory(package, error))
        return (package / "pkg").string();
    return (fs::path(settings.artefact) / "model").string();
}

} // namespace slipway::host
