#pragma once

#include "models/backend/services_backend.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace slipway {

// Sends a request to the service and shows what came back: status, the version that answered, how long, the body.
class RequestTester : public QWidget
{
    Q_OBJECT

public:
    explicit RequestTester(QWidget *parent = nullptr);

    void setReady(bool ready);
    void showAnswer(const PredictAnswer &answer);
    void showFailure(const QString &text);
    void clear();

signals:
    void sendRequested(const QByteArray &body);

private:
    QPlainTextEdit *m_request;
    QPlainTextEdit *m_answer;
    QLabel *m_summary;
    QPushButton *m_send;
};

} // namespace slipway
