#include "app/model/importer/import.h"

#include "app/model/arguments.h"
#include "app/model/importer/digest.h"
#include "app/model/importer/sources.h"
#include "app/model/result.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/stat.h>

using nlohmann::json;

namespace slipway::host {

namespace {

void limit(__rlimit_resource_t resource, rlim_t value)
{
    const rlimit both{value, value};
    setrlimit(resource, &both);
}

// For the case that an archive finds a fault in the code that reads it.
void limitMyself(long long maxBytes)
{
    limit(RLIMIT_CPU, 900);
    limit(RLIMIT_DATA, rlim_t(1) << 30);
    limit(RLIMIT_FSIZE, static_cast<rlim_t>(maxBytes) + 1);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
}

std::string importSource(const std::string &path, const std::string &into, ImportLimits &left)
{
    struct stat info
    {
    };
    if (::stat(path.c_str(), &info) != 0)
        return std::strerror(errno);
    const ImportLimits limits = left;
    ConfinedFolder target(into, left);
    switch (sourceKind(path, S_ISDIR(info.st_mode))) {
    case SourceKind::Folder:
        return copyFolder(path, target);
    case SourceKind::File:
        return copyFile(path, target);
    case SourceKind::Archive:
        return unpackArchive(path, false, limits, target);
    case SourceKind::CompressedFile:
        return unpackArchive(path, true, limits, target);
    }
    return "it is of no known kind";
}

std::string checkDigest(const std::string &path, const std::string &wanted)
{
    if (wanted.empty())
        return {};
    const std::string digest = fileDigest(path);
    if (digest == wanted)
        return {};
    return digest.empty() ? "model_sha256 is given, but the model is not a single file"
                          : "its SHA-256 is " + digest + ", but model_sha256 says " + wanted;
}

int refuse(const char *field, const std::string &error)
{
    const json document{{"field", field}, {"error", error}};
    std::puts(document.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    return 1;
}

} // namespace

int importMain(int argc, char **argv)
{
    const auto arguments =
        parseArguments(argc, argv, {"into", "model", "processor", "warmup", "model-sha256", "max-bytes"});
    if (!arguments || arguments->value("into").empty())
        return exitUsage;
    ImportLimits left;
    left.maxBytes = arguments->number("max-bytes", static_cast<long>(left.maxBytes));
    limitMyself(left.maxBytes);
    struct Source
    {
        const char *argument;
        const char *field;
        const char *folder;
    };
    for (const Source &source :
         {Source{"model", "model_path", "/model"}, Source{"processor", "processor_path", "/processor/pkg"},
          Source{"warmup", "warm_up_data_path", "/warmup"}}) {
        const std::string &path = arguments->value(source.argument);
        if (path.empty())
            continue;
        const bool isModel = std::strcmp(source.argument, "model") == 0;
        std::string fault = isModel ? checkDigest(path, arguments->value("model-sha256")) : std::string();
        if (fault.empty())
            fault = importSource(path, arguments->value("into") + source.folder, left);
        if (!fault.empty())
            return refuse(source.field, fault);
    }
    const TreeDigest digest = treeDigest(arguments->value("into"));
    const json document{{"digest", digest.hex}, {"files", digest.files}, {"bytes", digest.bytes}};
    std::puts(document.dump().c_str());
    return 0;
}

} // namespace slipway::host
