#include "models/items/regions.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace slipway {
namespace {

constexpr std::array<std::pair<const char *, const char *>, 9> table{{
    {"cn-shanghai", QT_TRANSLATE_NOOP("Region", "China (Shanghai)")},
    {"cn-beijing", QT_TRANSLATE_NOOP("Region", "China (Beijing)")},
    {"cn-hangzhou", QT_TRANSLATE_NOOP("Region", "China (Hangzhou)")},
    {"cn-shenzhen", QT_TRANSLATE_NOOP("Region", "China (Shenzhen)")},
    {"cn-hongkong", QT_TRANSLATE_NOOP("Region", "China (Hong Kong)")},
    {"ap-southeast-1", QT_TRANSLATE_NOOP("Region", "Singapore")},
    {"ap-south-1", QT_TRANSLATE_NOOP("Region", "India (Mumbai)")},
    {"ap-southeast-5", QT_TRANSLATE_NOOP("Region", "Indonesia (Jakarta)")},
    {"eu-central-1", QT_TRANSLATE_NOOP("Region", "Germany (Frankfurt)")},
}};

} // namespace

QList<Region> regions()
{
    QList<Region> list;
    for (const auto &[id, name] : table) {
        const QString region = QString::fromLatin1(id);
        list.append({region, QCoreApplication::translate("Region", name),
                     QStringLiteral("pai-eas.%1.aliyuncs.com").arg(region)});
    }
    return list;
}

QString regionName(const QString &id)
{
    for (const Region &region : regions()) {
        if (region.id == id)
            return region.name;
    }
    return id;
}

} // namespace slipway
