#pragma once

#include <QLatin1StringView>
#include <QString>

#include <span>

namespace slipway {

// Regions of EAS and where they are (reference: eas 7).
struct EasRegion
{
    QLatin1StringView id;
    QLatin1StringView place;
};
std::span<const EasRegion> easRegions();
bool isEasRegion(QStringView id);

// "cn-shanghai" of "pai-eas.cn-shanghai.aliyuncs.com" or its VPC twin, with or without port; empty for other hosts.
QString regionOfHost(const QString &host);

} // namespace slipway
