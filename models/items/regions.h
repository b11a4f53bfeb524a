#pragma once

#include <QList>
#include <QString>

namespace slipway {

// A region of the model service: its id as in the endpoint's host, and the name that people choose it by.
struct Region
{
    QString id;       // cn-shanghai
    QString name;     // translated: "China (Shanghai)"
    QString endpoint; // pai-eas.cn-shanghai.aliyuncs.com
};

// The nine regions of the deployment procedure, in its order.
QList<Region> regions();
// The id itself for a region that is not among them.
QString regionName(const QString &id);

} // namespace slipway
