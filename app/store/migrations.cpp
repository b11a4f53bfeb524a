#include "app/store/migrations.h"

namespace slipway {

using namespace Qt::StringLiterals;

Outcome<> migrate(Database &database, std::span<const std::string_view> migrations, int fromVersion)
{
    DatabaseTransaction transaction(database);
    if (Outcome<> begun = transaction.begin(); !begun)
        return begun;
    for (size_t version = static_cast<size_t>(fromVersion); version < migrations.size(); ++version) {
        const Outcome<> applied = database.execute(std::string(migrations[version]));
        if (!applied) {
            Error error = applied.error();
            error.message = u"Bringing the tables to version %1 failed; nothing was changed. %2"_s.arg(version + 1)
                                .arg(error.message);
            return error;
        }
    }
    const std::string setVersion = "PRAGMA user_version = " + std::to_string(migrations.size());
    if (Outcome<> noted = database.execute(setVersion); !noted)
        return noted;
    return transaction.commit();
}

} // namespace slipway
