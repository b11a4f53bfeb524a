#include "app/serving/artefacts/downloader.h"

#include <QDir>
#include <QFile>
#include <QNetworkReply>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int noProgressMs = 30'000;
constexpr int maxRedirects = 5;

QString fileNameOf(const QUrl &url)
{
    QString name = url.fileName().left(200);
    name.remove(u'\\');
    return name.isEmpty() || name == u"."_s || name == u".."_s ? u"model"_s : name;
}

// One download; a child of its reply, so that it goes with it.
class Download : public QObject
{
public:
    Download(QNetworkReply *reply, const QString &path, qint64 maxBytes, Downloader::Done done)
        : QObject(reply), m_reply(reply), m_file(path), m_maxBytes(maxBytes), m_done(std::move(done))
    {
        m_file.open(QIODevice::WriteOnly | QIODevice::Truncate);
        m_progress.setInterval(noProgressMs);
        m_progress.start();
        connect(&m_progress, &QTimer::timeout, this, [this] { fail(u"nothing arrived for 30 seconds"_s); });
        connect(reply, &QNetworkReply::readyRead, this, [this] { take(); });
        connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
    }

private:
    void take()
    {
        m_progress.start();
        const QByteArray piece = m_reply->readAll();
        if (m_file.size() + piece.size() > m_maxBytes)
            fail(u"it is larger than %1 bytes"_s.arg(m_maxBytes));
        else if (m_file.write(piece) != piece.size())
            fail(u"it cannot be stored: %1"_s.arg(m_file.errorString()));
    }

    void finish()
    {
        if (m_answered)
            return;
        take();
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        const bool compressed = m_reply->hasRawHeader("Content-Encoding");
        if (status >= 400)
            return fail(u"the server answered with status %1"_s.arg(status));
        if (m_reply->error() != QNetworkReply::NoError)
            return fail(u"the download failed (network error %1)"_s.arg(int(m_reply->error())));
        if (announced > 0 && !compressed && announced != m_file.size())
            return fail(u"only %1 of %2 bytes arrived"_s.arg(m_file.size()).arg(announced));
        if (!m_file.flush())
            return fail(u"it cannot be stored: %1"_s.arg(m_file.errorString()));
        m_file.close();
        answer(m_file.fileName());
    }

    void fail(const QString &reason)
    {
        if (!m_answered)
            answer(Error{ErrorKind::Unavailable, u"InvalidParameter.model_path"_s, reason, {}, {}, true});
    }

    void answer(const Outcome<QString> &outcome)
    {
        if (m_answered)
            return;
        m_answered = true;
        m_progress.stop();
        m_reply->abort();
        m_reply->deleteLater();
        m_done(outcome);
    }

    QNetworkReply *m_reply;
    QFile m_file;
    qint64 m_maxBytes;
    Downloader::Done m_done;
    QTimer m_progress;
    bool m_answered = false;
};

} // namespace

QString shownUrl(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

void Downloader::fetch(const QUrl &url, const QString &folder, qint64 maxBytes, QObject *context, Done done)
{
    QDir().mkpath(folder);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(maxRedirects);
    request.setRawHeader("Accept-Encoding", "identity"); // or a .gz would be unpacked on the way
    QNetworkReply *reply = m_network.get(request);
    reply->setParent(context);
    new Download(reply, folder + u'/' + fileNameOf(url), maxBytes, std::move(done));
}

} // namespace slipway
