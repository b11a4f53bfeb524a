#include "app/model/importer/sources.h"

#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <memory>
#include <vector>

namespace fs = std::filesystem;

namespace slipway::host {

namespace {

constexpr long long ratioCountsFrom = 1 << 20;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

Reader openReader(const std::string &path, bool compressedFile, std::string &fault)
{
    Reader reader(archive_read_new(), archive_read_free);
    if (compressedFile) {
        archive_read_support_format_raw(reader.get());
    } else {
        archive_read_support_format_tar(reader.get());
        archive_read_support_format_gnutar(reader.get());
        archive_read_support_format_zip(reader.get());
    }
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_bzip2(reader.get());
    archive_read_support_filter_xz(reader.get());
    archive_read_support_filter_zstd(reader.get());
    if (archive_read_open_filename(reader.get(), path.c_str(), 64 << 10) != ARCHIVE_OK)
        fault = std::string("it is not a readable archive: ") + archive_error_string(reader.get());
    return reader;
}

std::string entryFault(archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    const std::string shown = name ? std::string("the entry '") + name + "' " : std::string("an entry ");
    if (!name)
        return "an entry's name cannot be read";
    if (const std::string fault = entryNameFault(name); !fault.empty())
        return fault;
    if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
        return shown + "is a link, which is not allowed";
    if (archive_entry_is_encrypted(entry))
        return shown + "is encrypted";
    const auto type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != AE_IFDIR)
        return shown + "is neither a file nor a folder";
    return {};
}

class Unpacker
{
public:
    Unpacker(archive *reader, const ImportLimits &limits, ConfinedFolder &target)
        : m_reader(reader), m_limits(limits), m_target(target), m_buffer(256 << 10)
    {
    }

    std::string unpackFile(const std::string &name, bool executable)
    {
        if (std::string fault = m_target.beginFile(name, executable); !fault.empty())
            return fault;
        la_ssize_t size = 0;
        while ((size = archive_read_data(m_reader, m_buffer.data(), m_buffer.size())) > 0) {
            m_unpacked += size;
            if (m_unpacked > ratioCountsFrom && m_unpacked / m_limits.maxRatio > archive_filter_bytes(m_reader, -1))
                return "it unpacks to more than " + std::to_string(m_limits.maxRatio) + " times its size";
            if (std::string fault = m_target.write(m_buffer.data(), static_cast<std::size_t>(size)); !fault.empty())
                return fault;
        }
        if (size < 0)
            return std::string("it is damaged: ") + archive_error_string(m_reader);
        return m_target.endFile();
    }

    std::string unpackAll()
    {
        archive_entry *entry = nullptr;
        int count = 0;
        int result = ARCHIVE_OK;
        while ((result = archive_read_next_header(m_reader, &entry)) == ARCHIVE_OK) {
            ++count;
            std::string fault = entryFault(entry);
            if (fault.empty()) {
                const std::string name = archive_entry_pathname(entry);
                fault = archive_entry_filetype(entry) == AE_IFDIR ? m_target.makeFolder(name)
                                                                  : unpackFile(name, archive_entry_perm(entry) & 0100);
            }
            if (!fault.empty())
                return fault;
        }
        if (result != ARCHIVE_EOF)
            return std::string("it is damaged or not the archive its name says: ") + archive_error_string(m_reader);
        return count ? std::string() : "it holds no files";
    }

private:
    archive *m_reader;
    const ImportLimits &m_limits;
    ConfinedFolder &m_target;
    std::vector<char> m_buffer;
    long long m_unpacked = 0;
};

} // namespace

std::string unpackArchive(const std::string &path, bool compressedFile, const ImportLimits &limits,
                          ConfinedFolder &target)
{
    std::string fault;
    const Reader reader = openReader(path, compressedFile, fault);
    if (!fault.empty())
        return fault;
    Unpacker unpacker(reader.get(), limits, target);
    if (!compressedFile)
        return unpacker.unpackAll();
    archive_entry *entry = nullptr;
    if (archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
        return std::string("it is damaged: ") + archive_error_string(reader.get());
    if (archive_filter_count(reader.get()) < 2) // the raw format takes anything
        return "it is not compressed, though its name says so";
    return unpacker.unpackFile(fs::path(path).stem().string(), false);
}

} // namespace slipway::host
