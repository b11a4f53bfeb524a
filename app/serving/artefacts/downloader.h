#pragma once

#include "models/domain/outcome.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>

namespace slipway {

// Fetches http(s) addresses into files. At most five redirects, never from https to http; gives up when nothing arrives
// for 30 s, not after a time for the whole. Addresses appear in errors without user name, password and query.
class Downloader : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Outcome<QString> &)>;

    // Into `folder`, under the name at the end of the address. Answers with the file; never after `context` is gone.
    void fetch(const QUrl &url, const QString &folder, qint64 maxBytes, QObject *context, Done done);

private:
    QNetworkAccessManager m_network;
};

// The address without what may be secret.
QString shownUrl(const QUrl &url);

} // namespace slipway
