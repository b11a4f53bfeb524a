#include "app/server/regions.h"

#include <QRegularExpression>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

std::span<const EasRegion> easRegions()
{
    static constexpr EasRegion regions[] = {
        {"cn-shanghai"_L1, "Shanghai"_L1},
        {"cn-beijing"_L1, "Beijing"_L1},
        {"cn-hangzhou"_L1, "Hangzhou"_L1},
        {"cn-shenzhen"_L1, "Shenzhen"_L1},
        {"cn-hongkong"_L1, "Hong Kong"_L1},
        {"ap-southeast-1"_L1, "Singapore"_L1},
        {"ap-southeast-5"_L1, "Jakarta"_L1},
        {"ap-south-1"_L1, "Mumbai"_L1},
        {"eu-central-1"_L1, "Frankfurt"_L1},
        {"cn-zhangjiakou"_L1, "Zhangjiakou"_L1},
        {"cn-wulanchabu"_L1, "Ulanqab"_L1},
        {"cn-chengdu"_L1, "Chengdu"_L1},
        {"cn-guangzhou"_L1, "Guangzhou"_L1},
        {"cn-heyuan"_L1, "Heyuan"_L1},
        {"cn-zhongwei"_L1, "Zhongwei"_L1},
        {"ap-northeast-1"_L1, "Tokyo"_L1},
        {"ap-northeast-2"_L1, "Seoul"_L1},
        {"ap-southeast-3"_L1, "Kuala Lumpur"_L1},
        {"ap-southeast-7"_L1, "Bangkok"_L1},
        {"ap-southeast-8"_L1, "ap-southeast-8"_L1},
        {"us-east-1"_L1, "Virginia"_L1},
        {"us-west-1"_L1, "Silicon Valley"_L1},
        {"us-southeast-1"_L1, "Atlanta"_L1},
        {"na-south-1"_L1, "Mexico"_L1},
        {"me-east-1"_L1, "Dubai"_L1},
        {"me-central-1"_L1, "Riyadh"_L1},
        {"cn-shanghai-finance-1"_L1, "Shanghai, finance"_L1},
        {"cn-north-2-gov-1"_L1, "Beijing, government"_L1},
    };
    return regions;
}

bool isEasRegion(QStringView id)
{
    const auto regions = easRegions();
    return std::any_of(regions.begin(), regions.end(), [id](const EasRegion &region) { return region.id == id; });
}

QString regionOfHost(const QString &host)
{
    static const QRegularExpression pattern(
        u"^pai-eas(?:-manage-vpc)?\\.([a-z0-9-]+)\\.aliyuncs\\.com(?::[0-9]{1,5})?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(host);
    return match.hasMatch() ? match.captured(1).toLower() : QString();
}

} // namespace slipway
